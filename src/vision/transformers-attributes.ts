/**
 * What a thing may be instead: `verify` compares the text that it is asked for with each of these about the same object. Words of
 * colour, material, pattern, size, shape and state.
 */
export const otherAttributes: readonly string[] = [
  'black white gray red green blue yellow orange brown pink purple golden silver',
  'wooden metal plastic glass leather stone brick concrete paper fabric ceramic',
  'striped plaid spotted plain floral furry shiny transparent rusty',
  'large small tall short long thin thick round square rectangular triangular flat',
  'open closed empty full wet dry clean dirty old new broken lit',
  'standing sitting lying walking running eating sleeping smiling parked moving',
].flatMap((words) => words.split(' '))
