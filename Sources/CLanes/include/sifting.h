#ifndef TALENT_SIFTING_H
#define TALENT_SIFTING_H

#include "lanes.h"

// All of these are inlined, so that how vectors are handed over does not matter.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

// Telling the bin or the bracket of values, eight or sixteen at a time, and keeping those of some brackets.

typedef float lanes16_floats __attribute__((ext_vector_type(16)));

// Vectors that need not begin at a multiple of their size.
typedef double lanes8_anywhere __attribute__((ext_vector_type(8), aligned(8)));
typedef unsigned int lanes16_words_anywhere __attribute__((ext_vector_type(16), aligned(4)));

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
  // 1.5·2^52 leaves the nearest whole number in the low bits.
  return (lanes8_bits)(place + 0x1.8p52) & 0xFFFFFFFFFFFFull;
}

/// Up to seven brackets of values. A value is compared as the float nearest to value·scale + offset, which never decreases
/// as the value grows; `scale` is positive.
struct lanes_brackets {
  double scale, offset;
  /// Lower and upper edges by turns, ascending; what comes after the last is not a number.
  float edges[20];
};

/// Sixteen values on the scale of their edges.
LANES_INLINE lanes16_floats lanes16_scaled(lanes8 first, lanes8 second, const struct lanes_brackets *brackets) {
  lanes8 low = lanes8_fused(first, (lanes8)brackets->scale, (lanes8)brackets->offset);
  lanes8 high = lanes8_fused(second, (lanes8)brackets->scale, (lanes8)brackets->offset);
#if defined(__AVX512DQ__)
  __m512 both = _mm512_castps256_ps512(_mm512_cvtpd_ps((__m512d)low));
  return (lanes16_floats)_mm512_insertf32x8(both, _mm512_cvtpd_ps((__m512d)high), 1);
#else
  typedef float lanes8_floats __attribute__((ext_vector_type(8)));
  lanes8_floats a = __builtin_convertvector(low, lanes8_floats), b = __builtin_convertvector(high, lanes8_floats);
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
#endif
}

#if defined(__AVX2__) && !defined(__AVX512F__)
/// The same as `lanes16_classes` for eight numbers: two tables stand for the lower and the upper eight edges.
LANES_INLINE __m256i lanes8_classes(__m256 x, const float *edges) {
  __m256 is_upper = _mm256_cmp_ps(x, _mm256_set1_ps(edges[7]), _CMP_GE_OQ);
  __m256i classes = _mm256_and_si256(_mm256_castps_si256(is_upper), _mm256_set1_epi32(8));
  for (int half = 4; half > 0; half /= 2) {
    __m256 lower = _mm256_permutevar8x32_ps(_mm256_loadu_ps(edges + half - 1), classes);
    __m256 upper = _mm256_permutevar8x32_ps(_mm256_loadu_ps(edges + 8 + half - 1), classes);
    __m256 is_above = _mm256_cmp_ps(x, _mm256_blendv_ps(lower, upper, is_upper), _CMP_GE_OQ);
    classes = _mm256_or_si256(classes, _mm256_and_si256(_mm256_castps_si256(is_above), _mm256_set1_epi32(half)));
  }
  return classes;
}

/// For each set of four lanes, their halves side by side.
static const int lanes4_order[16][8] = {
    {0, 0, 0, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0, 0, 0}, {2, 3, 0, 0, 0, 0, 0, 0}, {0, 1, 2, 3, 0, 0, 0, 0},
    {4, 5, 0, 0, 0, 0, 0, 0}, {0, 1, 4, 5, 0, 0, 0, 0}, {2, 3, 4, 5, 0, 0, 0, 0}, {0, 1, 2, 3, 4, 5, 0, 0},
    {6, 7, 0, 0, 0, 0, 0, 0}, {0, 1, 6, 7, 0, 0, 0, 0}, {2, 3, 6, 7, 0, 0, 0, 0}, {0, 1, 2, 3, 6, 7, 0, 0},
    {4, 5, 6, 7, 0, 0, 0, 0}, {0, 1, 4, 5, 6, 7, 0, 0}, {2, 3, 4, 5, 6, 7, 0, 0}, {0, 1, 2, 3, 4, 5, 6, 7}};

/// Writes those of four values side by side that are in a set, and returns how many they are.
LANES_INLINE int lanes4_keep(double *to, __m256d values, unsigned set) {
  __m256i order = _mm256_loadu_si256((const __m256i *)lanes4_order[set]);
  _mm256_storeu_pd(to, _mm256_castsi256_pd(_mm256_permutevar8x32_epi32(_mm256_castpd_si256(values), order)));
  return __builtin_popcount(set);
}
#endif

/// How many of the first fifteen edges are not above each number: odd inside a bracket, twice the number of brackets below
/// it elsewhere; 0 for what is not a number.
LANES_INLINE lanes16_words lanes16_classes(lanes16_floats x, const float *edges) {
#if defined(__AVX512F__)
  // A binary search; edge c + half - 1 stands at place c of the edges from half - 1 on.
  __m512 value = (__m512)x;
  __m512i classes = _mm512_maskz_set1_epi32(_mm512_cmp_ps_mask(value, _mm512_set1_ps(edges[7]), _CMP_GE_OQ), 8);
  for (int half = 4; half > 0; half /= 2) {
    __m512 edge = _mm512_permutexvar_ps(classes, _mm512_loadu_ps(edges + half - 1));
    __mmask16 above = _mm512_cmp_ps_mask(value, edge, _CMP_GE_OQ);
    classes = _mm512_mask_add_epi32(classes, above, classes, _mm512_set1_epi32(half));
  }
  return (lanes16_words)classes;
#elif defined(__AVX2__)
  typedef int lanes8_integers __attribute__((ext_vector_type(8)));
  __m256 low = (__m256)__builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7);
  __m256 high = (__m256)__builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15);
  lanes8_integers a = (lanes8_integers)lanes8_classes(low, edges), b = (lanes8_integers)lanes8_classes(high, edges);
  return (lanes16_words)__builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
#else
  lanes16_words classes = 0;
  for (int edge = 0; edge < 15; edge++) classes -= (lanes16_words)(x >= (lanes16_floats)edges[edge]);
  return classes;
#endif
}

/// Writes those of sixteen values side by side whose class is odd, and returns how many they are. Up to eight numbers
/// beyond them are overwritten.
LANES_INLINE int lanes16_keep(double *to, lanes8 first, lanes8 second, lanes16_words classes) {
#if defined(__AVX512F__)
  unsigned inside = _mm512_test_epi32_mask((__m512i)classes, _mm512_set1_epi32(1));
  // Into a register and from there to memory: the direct way is slow on some processors.
  _mm512_storeu_pd(to, _mm512_maskz_compress_pd((__mmask8)inside, (__m512d)first));
  int count = __builtin_popcount(inside & 255);
  _mm512_storeu_pd(to + count, _mm512_maskz_compress_pd((__mmask8)(inside >> 8), (__m512d)second));
  return count + __builtin_popcount(inside >> 8);
#elif defined(__AVX2__)
  // The lowest bit of each class, moved to where signs are.
  lanes16_words signs = classes << 31;
  unsigned low = (unsigned)_mm256_movemask_ps((__m256)__builtin_shufflevector(signs, signs, 0, 1, 2, 3, 4, 5, 6, 7));
  unsigned high = (unsigned)_mm256_movemask_ps((__m256)__builtin_shufflevector(signs, signs, 8, 9, 10, 11, 12, 13, 14, 15));
  int count = lanes4_keep(to, __builtin_shufflevector(first, first, 0, 1, 2, 3), low & 15);
  count += lanes4_keep(to + count, __builtin_shufflevector(first, first, 4, 5, 6, 7), low >> 4);
  count += lanes4_keep(to + count, __builtin_shufflevector(second, second, 0, 1, 2, 3), high & 15);
  return count + lanes4_keep(to + count, __builtin_shufflevector(second, second, 4, 5, 6, 7), high >> 4);
#else
  int count = 0;
  for (int lane = 0; lane < 8; lane++) {
    to[count] = first[lane];
    count += (int)(classes[lane] & 1);
  }
  for (int lane = 0; lane < 8; lane++) {
    to[count] = second[lane];
    count += (int)(classes[8 + lane] & 1);
  }
  return count;
#endif
}

/// Values below and between brackets in bytes: those in gap 2k (before bracket 2k, or after the last) in byte k of the words
/// of `even`, those in gap 2k + 1 in byte k of `odd`.
struct lanes_gap_counts {
  unsigned even[16], odd[16];
};

/// Values in a gap.
LANES_INLINE long lanes_gap_count(const struct lanes_gap_counts *gaps, int gap) {
  long sum = 0;
  for (int lane = 0; lane < 16; lane++) sum += (gap % 2 == 0 ? gaps->even : gaps->odd)[lane] >> 8 * (gap / 2) & 255;
  return sum;
}

/// Writes the values inside brackets one after the other to `to`, counts the others, and returns how many were written.
///
/// `vectors` is a number of eights of values. There is room for all of them and eight more at `to`, which may be where the
/// values are. A byte grows by at most one for every sixteen values; what is not a number counts in gap 0, as do the
/// eight numbers that an odd number of vectors lacks.
LANES_INLINE long lanes16_sift(
    const double *values, long vectors, const struct lanes_brackets *brackets, struct lanes_gap_counts *gaps, double *to) {
  const lanes16_words low_halves = 0x0f0f0f0f;
  lanes16_words even = *(const lanes16_words_anywhere *)gaps->even;
  lanes16_words odd = *(const lanes16_words_anywhere *)gaps->odd;
  double *next = to;
  for (long start = 0; start < vectors; start += 30) {
    long end = start + 30 < vectors ? start + 30 : vectors;
    // Half-bytes, which hold fifteen.
    lanes16_words counts = 0;
    for (long vector = start; vector < end; vector += 2) {
      lanes8 first = *(const lanes8_anywhere *)(values + 8 * vector), second = (lanes8)__builtin_nan("");
      if (__builtin_expect(vector + 1 < end, 1)) second = *(const lanes8_anywhere *)(values + 8 * vector + 8);
      lanes16_words classes = lanes16_classes(lanes16_scaled(first, second, brackets), brackets->edges);
      lanes16_words ones = (lanes16_words)1 & ~classes;
      counts += ones << (classes + classes);
      next += lanes16_keep(next, first, second, classes);
    }
    even += counts & low_halves;
    odd += (counts >> 4) & low_halves;
  }
  *(lanes16_words_anywhere *)gaps->even = even;
  *(lanes16_words_anywhere *)gaps->odd = odd;
  return next - to;
}

/// Brackets with `count` edges, at most fourteen.
LANES_INLINE struct lanes_brackets lanes_make_brackets(double scale, double offset, const float *edges, long count) {
  struct lanes_brackets brackets = {scale, offset, {0}};
  for (long edge = 0; edge < 20; edge++) brackets.edges[edge] = edge < count ? edges[edge] : __builtin_nanf("");
  return brackets;
}

/// Equal cells inside every bracket, by class.
struct lanes_cells {
  /// Where the first cell begins, cells per unit, and the number of the first cell.
  float starts[16], scales[16], firsts[16];
  /// A little less than the number of cells of a bracket.
  float most;
};

/// `each` cells in every bracket, given where each bracket begins and its cells per unit; at most seven brackets.
LANES_INLINE struct lanes_cells lanes_make_cells(const float *starts, const float *scales, long brackets, long each) {
  struct lanes_cells cells = {{0}, {0}, {0}, (float)each - 0.5f};
  for (long bracket = 0; bracket < brackets; bracket++) {
    cells.starts[2 * bracket + 1] = starts[bracket];
    cells.scales[2 * bracket + 1] = scales[bracket];
    cells.firsts[2 * bracket + 1] = (float)(bracket * each);
  }
  return cells;
}

/// Writes the cells of values inside brackets; sixteen at a time, so that up to fifteen more places are read and written.
LANES_INLINE void lanes16_place(
    const double *values, long count, const struct lanes_brackets *brackets, const struct lanes_cells *cells,
    unsigned short *places) {
  typedef unsigned short lanes16_places __attribute__((ext_vector_type(16), aligned(2)));
  typedef int lanes16_integers __attribute__((ext_vector_type(16)));
  for (long start = 0; start < count; start += 16) {
    lanes8 first = *(const lanes8_anywhere *)(values + start), second = *(const lanes8_anywhere *)(values + start + 8);
    lanes16_floats x = lanes16_scaled(first, second, brackets);
    lanes16_words classes = lanes16_classes(x, brackets->edges);
#if defined(__AVX512F__)
    __m512i class = (__m512i)classes;
    __m512 inside = _mm512_sub_ps((__m512)x, _mm512_permutexvar_ps(class, _mm512_loadu_ps(cells->starts)));
    inside = _mm512_mul_ps(inside, _mm512_permutexvar_ps(class, _mm512_loadu_ps(cells->scales)));
    // The second operand where the first is not a number.
    inside = _mm512_min_ps(_mm512_max_ps(inside, _mm512_setzero_ps()), _mm512_set1_ps(cells->most));
    inside = _mm512_add_ps(inside, _mm512_permutexvar_ps(class, _mm512_loadu_ps(cells->firsts)));
    *(lanes16_places *)(places + start) =
        __builtin_convertvector((lanes16_integers)_mm512_cvttps_epi32(inside), lanes16_places);
#else
    for (int lane = 0; lane < 16; lane++) {
      float inside = (x[lane] - cells->starts[classes[lane] & 15]) * cells->scales[classes[lane] & 15];
      inside = inside > 0 ? inside : 0;
      inside = inside < cells->most ? inside : cells->most;
      places[start + lane] = (unsigned short)(inside + cells->firsts[classes[lane] & 15]);
    }
#endif
  }
}

#pragma clang diagnostic pop

#endif
