import type { Component } from 'vue'
import Cases from '../screens/Cases.vue'
import Home from '../screens/Home.vue'
import { bodiesFor, committees, may, regionsFor } from './who'

export interface Entry {
  screen: string
  text: string
  view: Component
  /** Whether the person has anything to do there. */
  may: () => boolean
}

/** The screens of the desk in the order of the menu. */
export const entries: Entry[] = [
  { screen: 'home', text: '工作台', view: Home, may: () => true },
  { screen: 'cases', text: '调解台', view: Cases, may: () => committees.value.length > 0 },
]

export const offered = () => entries.filter((entry) => entry.may())
