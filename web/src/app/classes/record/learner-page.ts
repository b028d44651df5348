import { Component } from '@angular/core';

@Component({ selector: 'mj-learner-page', template: '' })
export class LearnerPage {}
