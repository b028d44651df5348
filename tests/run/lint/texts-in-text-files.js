const chinese = /\p{Script=Han}|[，。；：！？、（）「」《》“”]/u;
const report = (context, node) => context.report({ node, messageId: 'text' });

/** What people read stands in text files, where it can be translated; comments may cite the field's own words. */
export const textsInTextFiles = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { text: 'Chinese text belongs in a text file.' },
  },
  create(context) {
    return {
      Literal(node) {
        if (chinese.test(node.raw)) report(context, node);
      },
      TemplateElement(node) {
        if (chinese.test(node.value.raw)) report(context, node);
      },
    };
  },
};

/** The same for Angular's templates, whose syntax tree has other names. */
export const textsOutsideTemplates = {
  meta: textsInTextFiles.meta,
  create(context) {
    return {
      Program(node) {
        const { text } = context.sourceCode;
        if (!chinese.test(text)) return;
        const index = text.search(chinese);
        context.report({ node, loc: context.sourceCode.getLocFromIndex(index), messageId: 'text' });
      },
    };
  },
};
