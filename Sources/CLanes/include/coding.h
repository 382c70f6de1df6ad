#ifndef TALENT_CODING_H
#define TALENT_CODING_H

#include "lanes.h"

// All of these are inlined, so that how vectors are handed over does not matter.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

// Whole numbers that never decrease as values grow: bins of values, eight at a time, and codes of sixteen bits, 32 at a time.

typedef short lanes32_codes __attribute__((ext_vector_type(32)));
typedef unsigned short lanes32_words __attribute__((ext_vector_type(32)));

// Vectors that need not begin at a multiple of their size.
typedef double lanes8_anywhere __attribute__((ext_vector_type(8), aligned(8)));
typedef unsigned short lanes32_words_anywhere __attribute__((ext_vector_type(32), aligned(2)));

/// A number added to this leaves the nearest whole one in the low bits of the sum.
#define LANES_WHOLE 0x1.8p52

/// The bins of eight values: round(value·scale + offset), held between 0 and `last`; 0 for what is not a number.
LANES_INLINE lanes8_bits lanes8_bins(lanes8 values, double scale, double offset, unsigned long long last) {
  lanes8 place = lanes8_fused(values, (lanes8)scale, (lanes8)offset);
#if defined(__AVX512F__)
  // The second operand where the first is not a number.
  place = (lanes8)_mm512_max_pd((__m512d)place, _mm512_setzero_pd());
  place = (lanes8)_mm512_min_pd((__m512d)place, _mm512_set1_pd((double)last));
#else
  lanes8_bits positive = (lanes8_bits)(place > 0.0);
  place = (lanes8)((lanes8_bits)place & positive);
  lanes8_bits beyond = (lanes8_bits)(place > (double)last);
  place = (lanes8)(((lanes8_bits)(lanes8)(double)last & beyond) | ((lanes8_bits)place & ~beyond));
#endif
  return (lanes8_bits)(place + LANES_WHOLE) & 0xFFFFFFFFFFFFull;
}

// MARK: Codes

/// The code of a value: round(value·scale + offset) for an offset that is rounded itself, held between -32767 and 32767. It
/// never decreases as the value grows.
struct lanes_coding {
  /// `offset` has `LANES_WHOLE` added.
  double scale, offset;
};

LANES_INLINE struct lanes_coding lanes_make_coding(double scale, double offset) {
  struct lanes_coding coding = {scale, offset + LANES_WHOLE};
  return coding;
}

/// round(value·scale + offset) of eight numbers in the lower halves of their lanes, right where it has 32 bits.
LANES_INLINE lanes8 lanes8_coded(lanes8 values, struct lanes_coding coding) {
  return lanes8_fused(values, (lanes8)coding.scale, (lanes8)coding.offset);
}

/// The same, held within 32 bits.
LANES_INLINE lanes8 lanes8_coded_and_held(lanes8 values, struct lanes_coding coding) {
  lanes8 place = lanes8_greater(lanes8_coded(values, coding), (lanes8)(LANES_WHOLE - 0x1p30));
  return lanes8_smaller(place, (lanes8)(LANES_WHOLE + 0x1p30));
}

/// Whole numbers of sixteen bits from four vectors of `lanes8_coded`: that of number `lane` of vector k stands in place
/// 8·(lane / 2) + 2·k + lane mod 2, because that is where instructions put it.
LANES_INLINE lanes32_codes lanes32_packed(lanes8 first, lanes8 second, lanes8 third, lanes8 fourth) {
#if defined(__AVX512BW__)
  __m512i early = (__m512i)_mm512_shuffle_ps((__m512)first, (__m512)second, 0x88);
  __m512i late = (__m512i)_mm512_shuffle_ps((__m512)third, (__m512)fourth, 0x88);
  // Beyond sixteen bits the nearest number of sixteen bits.
  return (lanes32_codes)_mm512_packs_epi32(early, late);
#elif defined(__AVX2__)
  typedef short lanes16_codes __attribute__((ext_vector_type(16)));
  lanes16_codes halves[2];
  for (int half = 0; half < 2; half++) {
    __m256 parts[4];
    const lanes8 vectors[4] = {first, second, third, fourth};
    for (int vector = 0; vector < 4; vector++) {
      lanes8 whole = vectors[vector];
      parts[vector] = half == 0 ? (__m256)__builtin_shufflevector(whole, whole, 0, 1, 2, 3)
                                : (__m256)__builtin_shufflevector(whole, whole, 4, 5, 6, 7);
    }
    __m256i early = (__m256i)_mm256_shuffle_ps(parts[0], parts[1], 0x88);
    __m256i late = (__m256i)_mm256_shuffle_ps(parts[2], parts[3], 0x88);
    halves[half] = (lanes16_codes)_mm256_packs_epi32(early, late);
  }
  return __builtin_shufflevector(halves[0], halves[1], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
      20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
#else
  typedef int lanes16_integers __attribute__((ext_vector_type(16)));
  typedef short lanes16_codes __attribute__((ext_vector_type(16)));
  const lanes16_integers least = -32768, most = 32767;
  const lanes16_integers a = (lanes16_integers)first, b = (lanes16_integers)second;
  const lanes16_integers c = (lanes16_integers)third, d = (lanes16_integers)fourth;
  lanes16_integers early = __builtin_shufflevector(a, b, 0, 2, 16, 18, 4, 6, 20, 22, 8, 10, 24, 26, 12, 14, 28, 30);
  lanes16_integers late = __builtin_shufflevector(c, d, 0, 2, 16, 18, 4, 6, 20, 22, 8, 10, 24, 26, 12, 14, 28, 30);
  early = early < least ? least : early > most ? most : early;
  late = late < least ? least : late > most ? most : late;
  lanes16_codes x = __builtin_convertvector(early, lanes16_codes), y = __builtin_convertvector(late, lanes16_codes);
  return __builtin_shufflevector(x, y, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23, 8, 9, 10, 11, 24, 25, 26, 27,
      12, 13, 14, 15, 28, 29, 30, 31);
#endif
}

/// The codes of four vectors of numbers from `lanes8_coded`.
LANES_INLINE lanes32_codes lanes32_held(lanes8 first, lanes8 second, lanes8 third, lanes8 fourth) {
  return __builtin_elementwise_max(lanes32_packed(first, second, third, fourth), (lanes32_codes)-32767);
}

/// The codes of four vectors of numbers, whatever the numbers are.
LANES_INLINE lanes32_codes lanes32_coded(const double *values, struct lanes_coding coding) {
  lanes8 first = lanes8_coded_and_held(*(const lanes8_anywhere *)values, coding);
  lanes8 second = lanes8_coded_and_held(*(const lanes8_anywhere *)(values + 8), coding);
  lanes8 third = lanes8_coded_and_held(*(const lanes8_anywhere *)(values + 16), coding);
  lanes8 fourth = lanes8_coded_and_held(*(const lanes8_anywhere *)(values + 24), coding);
  return lanes32_held(first, second, third, fourth);
}

/// The code of a number.
LANES_INLINE int lanes_code(double value, struct lanes_coding coding) {
  int code = (int)(unsigned)((lanes8_bits)lanes8_coded_and_held((lanes8)value, coding))[0];
  return code > 32767 ? 32767 : code < -32767 ? -32767 : code;
}

#pragma clang diagnostic pop

#endif
