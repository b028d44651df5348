import { current } from '../run-state.ts';

const user = () => {
  const found = current.getStore();
  if (!found) throw new Error('nobody runs yet: k6 knows its users only inside of a scenario');
  return found;
};

export const vu = {
  get idInTest() {
    return user().idInTest;
  },
  get iterationInScenario() {
    return user().iterationInScenario;
  },
};
