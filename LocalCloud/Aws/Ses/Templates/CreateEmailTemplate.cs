using LocalCloud.Aws.Ses.Identities;

namespace LocalCloud.Aws.Ses.Templates;

internal static class CreateEmailTemplate
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<PutTemplateRequest>("CreateEmailTemplate", SesJson.Default.PutTemplateRequest, Handle)
        .Http("POST /v2/email/templates");

    private static Result<Nothing> Handle(SesState state, PutTemplateRequest request, Context context) =>
        Create(state, request.TemplateName, request.TemplateContent, request.Tags, context);

    public static Result<Nothing> Create(SesState state, string? name, TemplateContent? content, List<ResourceTag>? tags, Context context)
    {
        if (Template.Check(name, content) is { } error)
            return error;
        if (state.Templates.ContainsKey(name!))
            return Template.Exists(name!);
        state.Templates.Put(context.Changes, new StoredTemplate(name!, content!, context.Now, tags));
        return Nothing.Instance;
    }
}
