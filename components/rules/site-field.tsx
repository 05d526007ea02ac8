import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { type FormHandle, SelectField, TextField } from './fields.tsx';
import { pageSites } from './page-sites.ts';

const OTHER = 'other';

/** For which pages a rule is: those of the tab, all, or what is written. */
export function SiteField({ model, handle }: { model: PanelModel; handle: FormHandle }) {
  const { site } = handle.form;
  const sites = pageSites(model);
  const isListed = site === '*' || sites.includes(site);
  const [isWritten, write] = useState(!isListed);
  const options = [
    { value: '*', label: t('ruleForm.everySite') },
    ...sites.map((value, index) => ({
      value,
      label: index === 0 ? t('rules.siteOnly', { site: value }) : value,
    })),
    { value: OTHER, label: t('ruleForm.otherSite') },
  ];
  return (
    <SelectField
      label={t('ruleForm.site')}
      value={isWritten ? OTHER : site}
      options={options}
      onValue={(value) => {
        write(value === OTHER);
        if (value !== OTHER) handle.set({ site: value });
      }}
    >
      {isWritten && (
        <TextField
          handle={handle}
          field="site"
          label={t('ruleForm.siteText')}
          isLabelHidden
          isMono
          placeholder="*.example.com"
          value={site}
          onValue={(value) => handle.set({ site: value })}
        />
      )}
    </SelectField>
  );
}
