namespace LocalCloud.Aws.Ses.Templates;

internal static class UpdateEmailTemplate
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<PutTemplateRequest>("UpdateEmailTemplate", SesJson.Default.PutTemplateRequest, Handle)
        .Http("PUT /v2/email/templates/{TemplateName}");

    private static Result<Nothing> Handle(SesState state, PutTemplateRequest request, Context context) =>
        request.Tags is not null
            ? AwsError.NotSupported("UpdateEmailTemplate", "Tags")
            : Update(state, request.TemplateName, request.TemplateContent, context);

    public static Result<Nothing> Update(SesState state, string? name, TemplateContent? content, Context context)
    {
        if (name is null || !state.Templates.TryGetValue(name, out var template))
            return Template.NotFound(name);
        if (Template.Check(name, content) is { } error)
            return error;
        state.Templates.Put(context.Changes, template with { Content = content! });
        return Nothing.Instance;
    }
}
