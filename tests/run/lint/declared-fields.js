/**
 * A field of a Sequelize model without `declare` is a real field of every instance: it hides the column behind it,
 * which then reads `undefined`.
 */
export const declaredFields = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { declare: 'A column of a model must be `declare`d, else it reads undefined.' },
  },
  create(context) {
    return {
      'ClassBody > PropertyDefinition[static=false][declare=false]'(node) {
        const { superClass } = node.parent.parent;
        if (superClass?.type === 'Identifier' && superClass.name === 'Model') {
          context.report({ node, messageId: 'declare' });
        }
      },
    };
  },
};
