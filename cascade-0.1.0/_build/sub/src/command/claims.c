/* Made from the claim sources by claims.awk. */
#include "config.h"

#include "cascade.h"
#include "command/claims.h"

extern const cas_claim cas_claim_section_7_2_1_benign;
extern const cas_claim cas_claim_section_7_2_1_benign_per_sample;
extern const cas_claim cas_claim_section_7_2_law;
extern const cas_claim cas_claim_section_7_2_1_crossover;
extern const cas_claim cas_claim_fig_3_caption_printed;
extern const cas_claim cas_claim_fig_3_caption_repaired;
extern const cas_claim cas_claim_fixed_horizon_printed;
extern const cas_claim cas_claim_fixed_horizon_repaired;
extern const cas_claim cas_claim_forward_threshold_printed;
extern const cas_claim cas_claim_forward_threshold_repaired;
extern const cas_claim cas_claim_backward_limit;
extern const cas_claim cas_claim_fig_4_right_limit;
extern const cas_claim cas_claim_fig_5_right_limit;
extern const cas_claim cas_claim_fig_4_left_limit;
extern const cas_claim cas_claim_fig_5_left_limit;
extern const cas_claim cas_claim_small_interval;
extern const cas_claim cas_claim_budget_threshold_printed;
extern const cas_claim cas_claim_budget_threshold_repaired;
extern const cas_claim cas_claim_recovery_printed;
extern const cas_claim cas_claim_recovery_repaired;
extern const cas_claim cas_claim_phase_transition_printed;
extern const cas_claim cas_claim_phase_transition_repaired;
extern const cas_claim cas_claim_stronger_spikes;
extern const cas_claim cas_claim_fig_7_limit;
extern const cas_claim cas_claim_fig_8_limit;
extern const cas_claim cas_claim_lemma_1_printed;
extern const cas_claim cas_claim_section_7_1_smoothing;
extern const cas_claim cas_claim_section_7_1_stable_iteration;
extern const cas_claim cas_claim_section_7_2_1_baseline;
extern const cas_claim cas_claim_figure_5_baseline;
extern const cas_claim cas_claim_figure_3_right;
extern const cas_claim cas_claim_figure_4_right;
extern const cas_claim cas_claim_figure_5_right;
extern const cas_claim cas_claim_section_7_2_1_backward_trend;
extern const cas_claim cas_claim_figure_3_left;
extern const cas_claim cas_claim_figure_3_left_per_sample;
extern const cas_claim cas_claim_figure_3_left_sharp;
extern const cas_claim cas_claim_figure_4_left_trend;
extern const cas_claim cas_claim_figure_5_left_trend;
extern const cas_claim cas_claim_figure_5_left_trend_per_sample;
extern const cas_claim cas_claim_section_7_2_1_pl;
extern const cas_claim cas_claim_section_7_2_1_pl_per_sample;
extern const cas_claim cas_claim_figure_6_trend;
extern const cas_claim cas_claim_section_7_2_2_runaway;
extern const cas_claim cas_claim_figure_7_trend;
extern const cas_claim cas_claim_figure_7_trend_per_sample;
extern const cas_claim cas_claim_figure_8_trend;
extern const cas_claim cas_claim_figure_8_trend_per_sample;
extern const cas_claim cas_claim_section_7_2_3_baseline;
extern const cas_claim cas_claim_shifted_plateau;
extern const cas_claim cas_claim_fig_6_ridge_limit;
extern const cas_claim cas_claim_fig_6_nonconvex_printed;
extern const cas_claim cas_claim_fig_6_nonconvex_sharp;
extern const cas_claim cas_claim_theorem_1_printed;
extern const cas_claim cas_claim_theorem_1_sharp;
extern const cas_claim cas_claim_theorem_2_printed;
extern const cas_claim cas_claim_theorem_2_repaired;
extern const cas_claim cas_claim_theorem_2_conditional_repaired;
extern const cas_claim cas_claim_eq_17_exact;
extern const cas_claim cas_claim_eq_19_exact;
extern const cas_claim cas_claim_eq_31_exact;
extern const cas_claim cas_claim_eq_20_exact;
extern const cas_claim cas_claim_eq_32_exact;
extern const cas_claim cas_claim_eq_15_exact;
extern const cas_claim cas_claim_theorem_1_coefficients;
extern const cas_claim cas_claim_eq_45_printed;
extern const cas_claim cas_claim_eq_46_printed;
extern const cas_claim cas_claim_corollary_1_nonconvex_printed;
extern const cas_claim cas_claim_eq_47_printed;
extern const cas_claim cas_claim_eq_48_1_printed;
extern const cas_claim cas_claim_eq_48_1_repaired;
extern const cas_claim cas_claim_eq_48_printed;
extern const cas_claim cas_claim_corollary_1_pl_printed;
extern const cas_claim cas_claim_eq_49_1_printed;
extern const cas_claim cas_claim_eq_49_2_printed;
extern const cas_claim cas_claim_corollary_2_printed;
extern const cas_claim cas_claim_eq_49_3_printed;
extern const cas_claim cas_claim_eq_49_4_printed;
extern const cas_claim cas_claim_eq_50_1_printed;
extern const cas_claim cas_claim_eq_50_2_printed;
extern const cas_claim cas_claim_eq_50_3_printed;
extern const cas_claim cas_claim_eq_50_3_repaired;
extern const cas_claim cas_claim_corollary_3_printed;
extern const cas_claim cas_claim_eq_51_printed;
extern const cas_claim cas_claim_eq_51_1_printed;
extern const cas_claim cas_claim_corollary_4_nonconvex_printed;
extern const cas_claim cas_claim_eq_52_1_printed;
extern const cas_claim cas_claim_eq_52_2_printed;
extern const cas_claim cas_claim_eq_52_3_printed;
extern const cas_claim cas_claim_eq_52_4_printed;
extern const cas_claim cas_claim_corollary_4_pl_printed;
extern const cas_claim cas_claim_table_1_known;
extern const cas_claim cas_claim_table_1_hidden;
extern const cas_claim cas_claim_table_1_sharp;
extern const cas_claim cas_claim_corollary_1_nonconvex_hidden;
extern const cas_claim cas_claim_corollary_1_pl_hidden;
extern const cas_claim cas_claim_corollary_2_hidden;
extern const cas_claim cas_claim_corollary_3_hidden;
extern const cas_claim cas_claim_eq_6a_printed;
extern const cas_claim cas_claim_eq_6a_repaired;
extern const cas_claim cas_claim_eq_6b_printed;
extern const cas_claim cas_claim_eq_6b_repaired;
extern const cas_claim cas_claim_lemma_1_product_printed;
extern const cas_claim cas_claim_lemma_1_product_repaired;
extern const cas_claim cas_claim_eq_12_1_printed;
extern const cas_claim cas_claim_eq_12_2_printed;
extern const cas_claim cas_claim_lemma_2_printed;
extern const cas_claim cas_claim_eq_22_printed;
extern const cas_claim cas_claim_lemma_2_repaired;
extern const cas_claim cas_claim_eq_22_sharp;
extern const cas_claim cas_claim_eq_22_integral_printed;
extern const cas_claim cas_claim_eq_22_young_printed;
extern const cas_claim cas_claim_eq_22_young_known;
extern const cas_claim cas_claim_eq_22_bound_printed;
extern const cas_claim cas_claim_eq_22_bound_repaired;
extern const cas_claim cas_claim_example_2_printed;
extern const cas_claim cas_claim_example_3_printed;
extern const cas_claim cas_claim_section_1_4_2_interactions_printed;
extern const cas_claim cas_claim_section_1_4_2_factors_printed;
extern const cas_claim cas_claim_section_1_4_2_factors_repaired;
extern const cas_claim cas_claim_section_1_4_2_bias_printed;
extern const cas_claim cas_claim_section_3_1_fields_printed;
extern const cas_claim cas_claim_section_3_1_sample_printed;
extern const cas_claim cas_claim_section_3_3_footnote_printed;
extern const cas_claim cas_claim_section_3_3_region_printed;
extern const cas_claim cas_claim_section_3_3_regulariser_printed;
extern const cas_claim cas_claim_section_5_1_printed;
extern const cas_claim cas_claim_section_5_1_repaired;
extern const cas_claim cas_claim_remark_1_printed;
extern const cas_claim cas_claim_remark_2_printed;
extern const cas_claim cas_claim_remark_3_printed;
extern const cas_claim cas_claim_remark_4_printed;
extern const cas_claim cas_claim_remark_4_gamma_first;
extern const cas_claim cas_claim_remark_5_printed;
extern const cas_claim cas_claim_theorem_1_repair_1;
extern const cas_claim cas_claim_theorem_1_repair_2;
extern const cas_claim cas_claim_theorem_1_repair_3;
extern const cas_claim cas_claim_theorem_1_repair_4;
extern const cas_claim cas_claim_theorem_1_repair_5;
extern const cas_claim cas_claim_theorem_1_repair_6;
extern const cas_claim cas_claim_theorem_1_repair_7;
extern const cas_claim cas_claim_theorem_1_repair_8;
extern const cas_claim cas_claim_theorem_2_repair_1;
extern const cas_claim cas_claim_theorem_2_repair_2;
extern const cas_claim cas_claim_theorem_2_repair_3;
extern const cas_claim cas_claim_theorem_2_repair_4;
extern const cas_claim cas_claim_theorem_2_repair_5;
extern const cas_claim cas_claim_theorem_2_repair_6;
extern const cas_claim cas_claim_theorem_2_repair_7;
extern const cas_claim cas_claim_theorem_2_repair_8;
extern const cas_claim cas_claim_theorem_2_repair_9;
extern const cas_claim cas_claim_section_5_3_depth;
extern const cas_claim cas_claim_eq_21_growth_printed;
extern const cas_claim cas_claim_section_5_3_asymmetry_printed;
extern const cas_claim cas_claim_section_5_3_asymmetry_repaired;
extern const cas_claim cas_claim_section_5_3_forward_unsaid;
extern const cas_claim cas_claim_section_5_3_backward_unsaid;
extern const cas_claim cas_claim_section_5_3_forward_printed;
extern const cas_claim cas_claim_section_5_3_forward_beyond_one;
extern const cas_claim cas_claim_section_5_3_backward;
extern const cas_claim cas_claim_section_6_3_printed;
extern const cas_claim cas_claim_section_6_3_repaired;
extern const cas_claim cas_claim_theorem_1_sharp_1;
extern const cas_claim cas_claim_theorem_1_sharp_2;
extern const cas_claim cas_claim_theorem_1_sharp_3;
extern const cas_claim cas_claim_theorem_1_sharp_4;
extern const cas_claim cas_claim_theorem_1_sharp_5;
extern const cas_claim cas_claim_theorem_1_sharp_6;
extern const cas_claim cas_claim_theorem_2_sharp_1;
extern const cas_claim cas_claim_theorem_2_sharp_2;
extern const cas_claim cas_claim_theorem_2_sharp_3;
extern const cas_claim cas_claim_theorem_2_sharp_4;
extern const cas_claim cas_claim_theorem_2_sharp_5;
extern const cas_claim cas_claim_theorem_2_sharp_6;
extern const cas_claim cas_claim_theorem_2_sharp_7;
extern const cas_claim cas_claim_theorem_2_sharp;
extern const cas_claim cas_claim_table_1_zero_mean_printed;
extern const cas_claim cas_claim_table_1_caption_printed;
extern const cas_claim cas_claim_section_6_3_frequency_printed;
extern const cas_claim cas_claim_corollary_1_steps_printed;
extern const cas_claim cas_claim_eq_14_1_printed;
extern const cas_claim cas_claim_eq_14_2_printed;
extern const cas_claim cas_claim_eq_14_3_printed;
extern const cas_claim cas_claim_eq_14_3_repaired;
extern const cas_claim cas_claim_eq_15_1_printed;
extern const cas_claim cas_claim_eq_15_2_printed;
extern const cas_claim cas_claim_eq_15_3_printed;
extern const cas_claim cas_claim_eq_16_1_printed;
extern const cas_claim cas_claim_eq_16_2_printed;
extern const cas_claim cas_claim_eq_17_1_printed;
extern const cas_claim cas_claim_eq_17_2_printed;
extern const cas_claim cas_claim_eq_17_3_printed;
extern const cas_claim cas_claim_eq_18_1_printed;
extern const cas_claim cas_claim_eq_18_2_printed;
extern const cas_claim cas_claim_eq_18_3_printed;
extern const cas_claim cas_claim_eq_19_1_printed;
extern const cas_claim cas_claim_eq_19_2_printed;
extern const cas_claim cas_claim_eq_20_step_printed;
extern const cas_claim cas_claim_eq_20_step_repaired;
extern const cas_claim cas_claim_eq_20_printed;
extern const cas_claim cas_claim_eq_31_printed;
extern const cas_claim cas_claim_eq_31_repaired;
extern const cas_claim cas_claim_eq_32_printed;
extern const cas_claim cas_claim_eq_32_known;
extern const cas_claim cas_claim_eq_32_coefficient_printed;
extern const cas_claim cas_claim_eq_32_display_printed;
extern const cas_claim cas_claim_eq_32_display_repaired;
extern const cas_claim cas_claim_eq_33_printed;
extern const cas_claim cas_claim_eq_33_repaired;
extern const cas_claim cas_claim_eq_23_printed;
extern const cas_claim cas_claim_eq_23_repaired;
extern const cas_claim cas_claim_eq_28_1_printed;
extern const cas_claim cas_claim_eq_28_1_repaired;
extern const cas_claim cas_claim_eq_28_2_printed;
extern const cas_claim cas_claim_eq_28_3_printed;
extern const cas_claim cas_claim_eq_28_3_repaired;
extern const cas_claim cas_claim_eq_28_4_printed;
extern const cas_claim cas_claim_eq_28_4_repaired;
extern const cas_claim cas_claim_eq_28_printed;
extern const cas_claim cas_claim_eq_28_repaired;
extern const cas_claim cas_claim_eq_29_1_printed;
extern const cas_claim cas_claim_eq_29_2_printed;
extern const cas_claim cas_claim_eq_29_3_printed;
extern const cas_claim cas_claim_eq_29_3_known;
extern const cas_claim cas_claim_eq_29_4_printed;
extern const cas_claim cas_claim_eq_29_4_known;
extern const cas_claim cas_claim_eq_30_1_printed;
extern const cas_claim cas_claim_eq_30_2_printed;
extern const cas_claim cas_claim_eq_30_3_printed;
extern const cas_claim cas_claim_eq_24_1_printed;
extern const cas_claim cas_claim_eq_24_2_printed;
extern const cas_claim cas_claim_eq_25_1_printed;
extern const cas_claim cas_claim_eq_25_2_printed;
extern const cas_claim cas_claim_eq_25_2_known;
extern const cas_claim cas_claim_eq_25_tower_printed;
extern const cas_claim cas_claim_eq_25_tower_known;
extern const cas_claim cas_claim_eq_25_jensen_printed;
extern const cas_claim cas_claim_eq_25_norms_printed;
extern const cas_claim cas_claim_eq_25_norms_repaired;
extern const cas_claim cas_claim_eq_26_1_printed;
extern const cas_claim cas_claim_eq_26_1_known;
extern const cas_claim cas_claim_eq_26_2_printed;
extern const cas_claim cas_claim_eq_26_2_repaired;
extern const cas_claim cas_claim_eq_27_1_printed;
extern const cas_claim cas_claim_eq_27_2_printed;
extern const cas_claim cas_claim_eq_27_2_known;
extern const cas_claim cas_claim_eq_35_1_printed;
extern const cas_claim cas_claim_eq_35_2_printed;
extern const cas_claim cas_claim_eq_35_3_printed;
extern const cas_claim cas_claim_eq_36_1_printed;
extern const cas_claim cas_claim_eq_36_2_printed;
extern const cas_claim cas_claim_eq_36_3_printed;
extern const cas_claim cas_claim_theorem_3_printed;
extern const cas_claim cas_claim_theorem_3_sharp;
extern const cas_claim cas_claim_eq_36_3_sharp;
extern const cas_claim cas_claim_eq_37_printed;
extern const cas_claim cas_claim_eq_37_repaired;
extern const cas_claim cas_claim_theorem_4_printed;
extern const cas_claim cas_claim_theorem_4_repaired;
extern const cas_claim cas_claim_eq_39_printed;
extern const cas_claim cas_claim_eq_40_printed;
extern const cas_claim cas_claim_eq_41_printed;
extern const cas_claim cas_claim_eq_41_repaired;
extern const cas_claim cas_claim_eq_41_unrolled_repaired;
extern const cas_claim cas_claim_eq_41_1_sharp;
extern const cas_claim cas_claim_eq_42_printed;
extern const cas_claim cas_claim_eq_42_repaired;
extern const cas_claim cas_claim_theorem_5_printed;
extern const cas_claim cas_claim_theorem_5_repaired;
extern const cas_claim cas_claim_theorem_5_sharp;
extern const cas_claim cas_claim_theorem_5_root_sharp;
extern const cas_claim cas_claim_eq_45_free_of_problem;
extern const cas_claim cas_claim_eq_49_1_free_of_problem;
extern const cas_claim cas_claim_eq_51_free_of_problem;
extern const cas_claim cas_claim_eq_47_free_of_problem;
extern const cas_claim cas_claim_eq_46_free_of_problem;
extern const cas_claim cas_claim_eq_48_free_of_problem;
extern const cas_claim cas_claim_eq_48_every_t;
extern const cas_claim cas_claim_eq_45_step_at_most;
extern const cas_claim cas_claim_eq_49_1_step_at_most;
extern const cas_claim cas_claim_eq_51_step_at_most;
extern const cas_claim cas_claim_remark_1_step_at_most;
extern const cas_claim cas_claim_eq_47_step_at_most;
extern const cas_claim cas_claim_remark_2_step_at_most;
extern const cas_claim cas_claim_a1_printed;
extern const cas_claim cas_claim_a1_sharp;
extern const cas_claim cas_claim_a2_printed;
extern const cas_claim cas_claim_eq_55_printed;
extern const cas_claim cas_claim_a2_sharp;
extern const cas_claim cas_claim_a2_necessity_printed;
extern const cas_claim cas_claim_a2_necessity_sharp;
extern const cas_claim cas_claim_a2_zero_mean_printed;
extern const cas_claim cas_claim_eq_56_printed;
extern const cas_claim cas_claim_a3_nonconvex_printed;
extern const cas_claim cas_claim_a3_nonconvex_sharp;
extern const cas_claim cas_claim_a3_momentum_printed;
extern const cas_claim cas_claim_a3_momentum_sharp;
extern const cas_claim cas_claim_a3_momentum_threshold;
extern const cas_claim cas_claim_a3_sgd_1_printed;
extern const cas_claim cas_claim_a3_sgd_2_printed;
extern const cas_claim cas_claim_a3_sgd_3_printed;
extern const cas_claim cas_claim_a3_sgd_printed;
extern const cas_claim cas_claim_figure_2_printed;
extern const cas_claim cas_claim_figure_2_sharp;
extern const cas_claim cas_claim_figure_9_top_1_printed;
extern const cas_claim cas_claim_figure_9_uncompressed_printed;
extern const cas_claim cas_claim_figure_9_uncompressed_sharp;
extern const cas_claim cas_claim_figure_9_cause_printed;
extern const cas_claim cas_claim_figure_9_cause_repaired;
extern const cas_claim cas_claim_figure_2_divergence_printed;
extern const cas_claim cas_claim_figure_2_divergence_sharp;
extern const cas_claim cas_claim_figure_2_conditions_printed;
extern const cas_claim cas_claim_a3_sgd_repaired;
extern const cas_claim cas_claim_a3_sgd_sharp;

const cas_claim *const cas_claims[] = {
    &cas_claim_section_7_2_1_benign,
    &cas_claim_section_7_2_1_benign_per_sample,
    &cas_claim_section_7_2_law,
    &cas_claim_section_7_2_1_crossover,
    &cas_claim_fig_3_caption_printed,
    &cas_claim_fig_3_caption_repaired,
    &cas_claim_fixed_horizon_printed,
    &cas_claim_fixed_horizon_repaired,
    &cas_claim_forward_threshold_printed,
    &cas_claim_forward_threshold_repaired,
    &cas_claim_backward_limit,
    &cas_claim_fig_4_right_limit,
    &cas_claim_fig_5_right_limit,
    &cas_claim_fig_4_left_limit,
    &cas_claim_fig_5_left_limit,
    &cas_claim_small_interval,
    &cas_claim_budget_threshold_printed,
    &cas_claim_budget_threshold_repaired,
    &cas_claim_recovery_printed,
    &cas_claim_recovery_repaired,
    &cas_claim_phase_transition_printed,
    &cas_claim_phase_transition_repaired,
    &cas_claim_stronger_spikes,
    &cas_claim_fig_7_limit,
    &cas_claim_fig_8_limit,
    &cas_claim_lemma_1_printed,
    &cas_claim_section_7_1_smoothing,
    &cas_claim_section_7_1_stable_iteration,
    &cas_claim_section_7_2_1_baseline,
    &cas_claim_figure_5_baseline,
    &cas_claim_figure_3_right,
    &cas_claim_figure_4_right,
    &cas_claim_figure_5_right,
    &cas_claim_section_7_2_1_backward_trend,
    &cas_claim_figure_3_left,
    &cas_claim_figure_3_left_per_sample,
    &cas_claim_figure_3_left_sharp,
    &cas_claim_figure_4_left_trend,
    &cas_claim_figure_5_left_trend,
    &cas_claim_figure_5_left_trend_per_sample,
    &cas_claim_section_7_2_1_pl,
    &cas_claim_section_7_2_1_pl_per_sample,
    &cas_claim_figure_6_trend,
    &cas_claim_section_7_2_2_runaway,
    &cas_claim_figure_7_trend,
    &cas_claim_figure_7_trend_per_sample,
    &cas_claim_figure_8_trend,
    &cas_claim_figure_8_trend_per_sample,
    &cas_claim_section_7_2_3_baseline,
    &cas_claim_shifted_plateau,
    &cas_claim_fig_6_ridge_limit,
    &cas_claim_fig_6_nonconvex_printed,
    &cas_claim_fig_6_nonconvex_sharp,
    &cas_claim_theorem_1_printed,
    &cas_claim_theorem_1_sharp,
    &cas_claim_theorem_2_printed,
    &cas_claim_theorem_2_repaired,
    &cas_claim_theorem_2_conditional_repaired,
    &cas_claim_eq_17_exact,
    &cas_claim_eq_19_exact,
    &cas_claim_eq_31_exact,
    &cas_claim_eq_20_exact,
    &cas_claim_eq_32_exact,
    &cas_claim_eq_15_exact,
    &cas_claim_theorem_1_coefficients,
    &cas_claim_eq_45_printed,
    &cas_claim_eq_46_printed,
    &cas_claim_corollary_1_nonconvex_printed,
    &cas_claim_eq_47_printed,
    &cas_claim_eq_48_1_printed,
    &cas_claim_eq_48_1_repaired,
    &cas_claim_eq_48_printed,
    &cas_claim_corollary_1_pl_printed,
    &cas_claim_eq_49_1_printed,
    &cas_claim_eq_49_2_printed,
    &cas_claim_corollary_2_printed,
    &cas_claim_eq_49_3_printed,
    &cas_claim_eq_49_4_printed,
    &cas_claim_eq_50_1_printed,
    &cas_claim_eq_50_2_printed,
    &cas_claim_eq_50_3_printed,
    &cas_claim_eq_50_3_repaired,
    &cas_claim_corollary_3_printed,
    &cas_claim_eq_51_printed,
    &cas_claim_eq_51_1_printed,
    &cas_claim_corollary_4_nonconvex_printed,
    &cas_claim_eq_52_1_printed,
    &cas_claim_eq_52_2_printed,
    &cas_claim_eq_52_3_printed,
    &cas_claim_eq_52_4_printed,
    &cas_claim_corollary_4_pl_printed,
    &cas_claim_table_1_known,
    &cas_claim_table_1_hidden,
    &cas_claim_table_1_sharp,
    &cas_claim_corollary_1_nonconvex_hidden,
    &cas_claim_corollary_1_pl_hidden,
    &cas_claim_corollary_2_hidden,
    &cas_claim_corollary_3_hidden,
    &cas_claim_eq_6a_printed,
    &cas_claim_eq_6a_repaired,
    &cas_claim_eq_6b_printed,
    &cas_claim_eq_6b_repaired,
    &cas_claim_lemma_1_product_printed,
    &cas_claim_lemma_1_product_repaired,
    &cas_claim_eq_12_1_printed,
    &cas_claim_eq_12_2_printed,
    &cas_claim_lemma_2_printed,
    &cas_claim_eq_22_printed,
    &cas_claim_lemma_2_repaired,
    &cas_claim_eq_22_sharp,
    &cas_claim_eq_22_integral_printed,
    &cas_claim_eq_22_young_printed,
    &cas_claim_eq_22_young_known,
    &cas_claim_eq_22_bound_printed,
    &cas_claim_eq_22_bound_repaired,
    &cas_claim_example_2_printed,
    &cas_claim_example_3_printed,
    &cas_claim_section_1_4_2_interactions_printed,
    &cas_claim_section_1_4_2_factors_printed,
    &cas_claim_section_1_4_2_factors_repaired,
    &cas_claim_section_1_4_2_bias_printed,
    &cas_claim_section_3_1_fields_printed,
    &cas_claim_section_3_1_sample_printed,
    &cas_claim_section_3_3_footnote_printed,
    &cas_claim_section_3_3_region_printed,
    &cas_claim_section_3_3_regulariser_printed,
    &cas_claim_section_5_1_printed,
    &cas_claim_section_5_1_repaired,
    &cas_claim_remark_1_printed,
    &cas_claim_remark_2_printed,
    &cas_claim_remark_3_printed,
    &cas_claim_remark_4_printed,
    &cas_claim_remark_4_gamma_first,
    &cas_claim_remark_5_printed,
    &cas_claim_theorem_1_repair_1,
    &cas_claim_theorem_1_repair_2,
    &cas_claim_theorem_1_repair_3,
    &cas_claim_theorem_1_repair_4,
    &cas_claim_theorem_1_repair_5,
    &cas_claim_theorem_1_repair_6,
    &cas_claim_theorem_1_repair_7,
    &cas_claim_theorem_1_repair_8,
    &cas_claim_theorem_2_repair_1,
    &cas_claim_theorem_2_repair_2,
    &cas_claim_theorem_2_repair_3,
    &cas_claim_theorem_2_repair_4,
    &cas_claim_theorem_2_repair_5,
    &cas_claim_theorem_2_repair_6,
    &cas_claim_theorem_2_repair_7,
    &cas_claim_theorem_2_repair_8,
    &cas_claim_theorem_2_repair_9,
    &cas_claim_section_5_3_depth,
    &cas_claim_eq_21_growth_printed,
    &cas_claim_section_5_3_asymmetry_printed,
    &cas_claim_section_5_3_asymmetry_repaired,
    &cas_claim_section_5_3_forward_unsaid,
    &cas_claim_section_5_3_backward_unsaid,
    &cas_claim_section_5_3_forward_printed,
    &cas_claim_section_5_3_forward_beyond_one,
    &cas_claim_section_5_3_backward,
    &cas_claim_section_6_3_printed,
    &cas_claim_section_6_3_repaired,
    &cas_claim_theorem_1_sharp_1,
    &cas_claim_theorem_1_sharp_2,
    &cas_claim_theorem_1_sharp_3,
    &cas_claim_theorem_1_sharp_4,
    &cas_claim_theorem_1_sharp_5,
    &cas_claim_theorem_1_sharp_6,
    &cas_claim_theorem_2_sharp_1,
    &cas_claim_theorem_2_sharp_2,
    &cas_claim_theorem_2_sharp_3,
    &cas_claim_theorem_2_sharp_4,
    &cas_claim_theorem_2_sharp_5,
    &cas_claim_theorem_2_sharp_6,
    &cas_claim_theorem_2_sharp_7,
    &cas_claim_theorem_2_sharp,
    &cas_claim_table_1_zero_mean_printed,
    &cas_claim_table_1_caption_printed,
    &cas_claim_section_6_3_frequency_printed,
    &cas_claim_corollary_1_steps_printed,
    &cas_claim_eq_14_1_printed,
    &cas_claim_eq_14_2_printed,
    &cas_claim_eq_14_3_printed,
    &cas_claim_eq_14_3_repaired,
    &cas_claim_eq_15_1_printed,
    &cas_claim_eq_15_2_printed,
    &cas_claim_eq_15_3_printed,
    &cas_claim_eq_16_1_printed,
    &cas_claim_eq_16_2_printed,
    &cas_claim_eq_17_1_printed,
    &cas_claim_eq_17_2_printed,
    &cas_claim_eq_17_3_printed,
    &cas_claim_eq_18_1_printed,
    &cas_claim_eq_18_2_printed,
    &cas_claim_eq_18_3_printed,
    &cas_claim_eq_19_1_printed,
    &cas_claim_eq_19_2_printed,
    &cas_claim_eq_20_step_printed,
    &cas_claim_eq_20_step_repaired,
    &cas_claim_eq_20_printed,
    &cas_claim_eq_31_printed,
    &cas_claim_eq_31_repaired,
    &cas_claim_eq_32_printed,
    &cas_claim_eq_32_known,
    &cas_claim_eq_32_coefficient_printed,
    &cas_claim_eq_32_display_printed,
    &cas_claim_eq_32_display_repaired,
    &cas_claim_eq_33_printed,
    &cas_claim_eq_33_repaired,
    &cas_claim_eq_23_printed,
    &cas_claim_eq_23_repaired,
    &cas_claim_eq_28_1_printed,
    &cas_claim_eq_28_1_repaired,
    &cas_claim_eq_28_2_printed,
    &cas_claim_eq_28_3_printed,
    &cas_claim_eq_28_3_repaired,
    &cas_claim_eq_28_4_printed,
    &cas_claim_eq_28_4_repaired,
    &cas_claim_eq_28_printed,
    &cas_claim_eq_28_repaired,
    &cas_claim_eq_29_1_printed,
    &cas_claim_eq_29_2_printed,
    &cas_claim_eq_29_3_printed,
    &cas_claim_eq_29_3_known,
    &cas_claim_eq_29_4_printed,
    &cas_claim_eq_29_4_known,
    &cas_claim_eq_30_1_printed,
    &cas_claim_eq_30_2_printed,
    &cas_claim_eq_30_3_printed,
    &cas_claim_eq_24_1_printed,
    &cas_claim_eq_24_2_printed,
    &cas_claim_eq_25_1_printed,
    &cas_claim_eq_25_2_printed,
    &cas_claim_eq_25_2_known,
    &cas_claim_eq_25_tower_printed,
    &cas_claim_eq_25_tower_known,
    &cas_claim_eq_25_jensen_printed,
    &cas_claim_eq_25_norms_printed,
    &cas_claim_eq_25_norms_repaired,
    &cas_claim_eq_26_1_printed,
    &cas_claim_eq_26_1_known,
    &cas_claim_eq_26_2_printed,
    &cas_claim_eq_26_2_repaired,
    &cas_claim_eq_27_1_printed,
    &cas_claim_eq_27_2_printed,
    &cas_claim_eq_27_2_known,
    &cas_claim_eq_35_1_printed,
    &cas_claim_eq_35_2_printed,
    &cas_claim_eq_35_3_printed,
    &cas_claim_eq_36_1_printed,
    &cas_claim_eq_36_2_printed,
    &cas_claim_eq_36_3_printed,
    &cas_claim_theorem_3_printed,
    &cas_claim_theorem_3_sharp,
    &cas_claim_eq_36_3_sharp,
    &cas_claim_eq_37_printed,
    &cas_claim_eq_37_repaired,
    &cas_claim_theorem_4_printed,
    &cas_claim_theorem_4_repaired,
    &cas_claim_eq_39_printed,
    &cas_claim_eq_40_printed,
    &cas_claim_eq_41_printed,
    &cas_claim_eq_41_repaired,
    &cas_claim_eq_41_unrolled_repaired,
    &cas_claim_eq_41_1_sharp,
    &cas_claim_eq_42_printed,
    &cas_claim_eq_42_repaired,
    &cas_claim_theorem_5_printed,
    &cas_claim_theorem_5_repaired,
    &cas_claim_theorem_5_sharp,
    &cas_claim_theorem_5_root_sharp,
    &cas_claim_eq_45_free_of_problem,
    &cas_claim_eq_49_1_free_of_problem,
    &cas_claim_eq_51_free_of_problem,
    &cas_claim_eq_47_free_of_problem,
    &cas_claim_eq_46_free_of_problem,
    &cas_claim_eq_48_free_of_problem,
    &cas_claim_eq_48_every_t,
    &cas_claim_eq_45_step_at_most,
    &cas_claim_eq_49_1_step_at_most,
    &cas_claim_eq_51_step_at_most,
    &cas_claim_remark_1_step_at_most,
    &cas_claim_eq_47_step_at_most,
    &cas_claim_remark_2_step_at_most,
    &cas_claim_a1_printed,
    &cas_claim_a1_sharp,
    &cas_claim_a2_printed,
    &cas_claim_eq_55_printed,
    &cas_claim_a2_sharp,
    &cas_claim_a2_necessity_printed,
    &cas_claim_a2_necessity_sharp,
    &cas_claim_a2_zero_mean_printed,
    &cas_claim_eq_56_printed,
    &cas_claim_a3_nonconvex_printed,
    &cas_claim_a3_nonconvex_sharp,
    &cas_claim_a3_momentum_printed,
    &cas_claim_a3_momentum_sharp,
    &cas_claim_a3_momentum_threshold,
    &cas_claim_a3_sgd_1_printed,
    &cas_claim_a3_sgd_2_printed,
    &cas_claim_a3_sgd_3_printed,
    &cas_claim_a3_sgd_printed,
    &cas_claim_figure_2_printed,
    &cas_claim_figure_2_sharp,
    &cas_claim_figure_9_top_1_printed,
    &cas_claim_figure_9_uncompressed_printed,
    &cas_claim_figure_9_uncompressed_sharp,
    &cas_claim_figure_9_cause_printed,
    &cas_claim_figure_9_cause_repaired,
    &cas_claim_figure_2_divergence_printed,
    &cas_claim_figure_2_divergence_sharp,
    &cas_claim_figure_2_conditions_printed,
    &cas_claim_a3_sgd_repaired,
    &cas_claim_a3_sgd_sharp,
    NULL,
};

const cas_claim *const cas_theorems[] = {
    &cas_claim_theorem_1_printed,
    &cas_claim_theorem_1_sharp,
    &cas_claim_theorem_2_printed,
    &cas_claim_theorem_2_repaired,
    NULL,
};
