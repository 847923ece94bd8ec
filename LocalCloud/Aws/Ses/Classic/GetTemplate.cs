using LocalCloud.Aws.Ses.Templates;

namespace LocalCloud.Aws.Ses.Classic;

internal sealed record TemplateAnswer(TemplateParts Template);

internal static class GetTemplate
{
    public static readonly Operation Definition = Operation<SesState>.Define<NamedTemplate, TemplateAnswer>(
        "GetTemplate",
        EmailJson.Default.NamedTemplate,
        EmailJson.Default.TemplateAnswer,
        Handle,
        Must.Member<NamedTemplate>("templateName", r => r.TemplateName).Required()
    );

    private static Result<TemplateAnswer> Handle(SesState state, NamedTemplate request, Context context) =>
        state.Templates.TryGetValue(request.TemplateName!, out var template)
            ? new TemplateAnswer(TemplateParts.Of(template))
            : EmailErrors.Of(Template.NotFound(request.TemplateName));
}
