import * as fc from 'fast-check';

/** Any UTF-16 code units: lone surrogates, NUL, byte order marks and all. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.oneof(
        fc.integer({ min: 0, max: 0xffff }),
        fc.integer({ min: 0xd7fe, max: 0xe001 }),
        fc.constantFrom(
          0,
          0xfeff,
          0xfffd,
          0x7f,
          0x80,
          0x7ff,
          0x800,
          0xd800,
          0xdbff,
          0xdc00,
          0xdfff,
        ),
      ),
      { maxLength: 60 },
    )
    .map((units) => String.fromCharCode(...units)),
);
