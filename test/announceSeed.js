/** Says by which seed the random tests draw, so that a run can be repeated. */
module.exports = () => {
  const { SEED, SCHEDULES } = process.env;
  console.log(`Random tests draw ${SCHEDULES} cases each: SEED=${SEED} SCHEDULES=${SCHEDULES}`);
};
