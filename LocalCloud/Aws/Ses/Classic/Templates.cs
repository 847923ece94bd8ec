using LocalCloud.Aws.Ses.Templates;

namespace LocalCloud.Aws.Ses.Classic;

internal sealed record PutRequest(TemplateParts? Template);

internal sealed record TemplateParts(string? TemplateName, string? SubjectPart, string? TextPart, string? HtmlPart)
{
    public static TemplateParts Of(StoredTemplate template) =>
        new(template.Name, template.Content.Subject, template.Content.Text, template.Content.Html);

    public TemplateContent Content => new(SubjectPart, TextPart, HtmlPart);
}

internal sealed record NamedTemplate(string? TemplateName);

internal sealed record TemplateAnswer(TemplateParts Template);

internal static class CreateTemplate
{
    public static readonly Operation Definition = Operation<SesState>.Define<PutRequest, Empty>(
        "CreateTemplate",
        EmailJson.Default.PutRequest,
        EmailJson.Default.Empty,
        (state, request, context) =>
            CreateEmailTemplate
                .Create(state, request.Template!.TemplateName, request.Template.Content, null, context)
                .Map(_ => Empty.Instance),
        Must.Member<PutRequest>("template", r => r.Template).Required()
    );
}

internal static class UpdateTemplate
{
    public static readonly Operation Definition = Operation<SesState>.Define<PutRequest, Empty>(
        "UpdateTemplate",
        EmailJson.Default.PutRequest,
        EmailJson.Default.Empty,
        (state, request, context) =>
            UpdateEmailTemplate.Update(state, request.Template!.TemplateName, request.Template.Content, context).Map(_ => Empty.Instance),
        Must.Member<PutRequest>("template", r => r.Template).Required()
    );
}

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

/// <summary>What is not there is deleted too: the operation has no error for it.</summary>
internal static class DeleteTemplate
{
    public static readonly Operation Definition = Operation<SesState>.Define<NamedTemplate, Empty>(
        "DeleteTemplate",
        EmailJson.Default.NamedTemplate,
        EmailJson.Default.Empty,
        Handle,
        Must.Member<NamedTemplate>("templateName", r => r.TemplateName).Required()
    );

    private static Result<Empty> Handle(SesState state, NamedTemplate request, Context context)
    {
        if (state.Templates.TryGetValue(request.TemplateName!, out var template))
            state.Delete(context.Changes, template);
        return Empty.Instance;
    }
}
