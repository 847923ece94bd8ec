namespace LocalCloud.Aws.Ses.Templates;

internal static class DeleteEmailTemplate
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<TemplateRequest>("DeleteEmailTemplate", SesJson.Default.TemplateRequest, Handle)
        .Http("DELETE /v2/email/templates/{TemplateName}");

    private static Result<Nothing> Handle(SesState state, TemplateRequest request, Context context)
    {
        if (!state.Templates.TryGetValue(request.TemplateName ?? "", out var template))
            return Template.NotFound(request.TemplateName);
        state.Templates.Delete(context.Changes, template.Name);
        return Nothing.Instance;
    }
}
