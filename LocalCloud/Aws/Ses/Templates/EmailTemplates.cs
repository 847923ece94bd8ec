using LocalCloud.Aws.Ses.Identities;

namespace LocalCloud.Aws.Ses.Templates;

internal sealed record TemplateRequest(string? TemplateName);

internal sealed record PutTemplateRequest(string? TemplateName, TemplateContent? TemplateContent, List<IdentityTag>? Tags);

internal sealed record GetEmailTemplateResponse(string TemplateName, TemplateContent TemplateContent, List<IdentityTag>? Tags);

internal static class CreateEmailTemplate
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<PutTemplateRequest>("CreateEmailTemplate", SesJson.Default.PutTemplateRequest, Handle)
        .Http("POST /v2/email/templates");

    private static Result<Nothing> Handle(SesState state, PutTemplateRequest request, Context context) =>
        Create(state, request.TemplateName, request.TemplateContent, request.Tags, context);

    public static Result<Nothing> Create(SesState state, string? name, TemplateContent? content, List<IdentityTag>? tags, Context context)
    {
        if (Template.Check(name, content) is { } error)
            return error;
        if (state.Templates.ContainsKey(name!))
            return Template.Exists(name!);
        state.Put(context.Changes, new StoredTemplate(name!, content!, context.Now, tags));
        return Nothing.Instance;
    }
}

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
        state.Put(context.Changes, template with { Content = content! });
        return Nothing.Instance;
    }
}

internal static class GetEmailTemplate
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<TemplateRequest, GetEmailTemplateResponse>(
            "GetEmailTemplate",
            SesJson.Default.TemplateRequest,
            SesJson.Default.GetEmailTemplateResponse,
            Handle
        )
        .Http("GET /v2/email/templates/{TemplateName}");

    private static Result<GetEmailTemplateResponse> Handle(SesState state, TemplateRequest request, Context context) =>
        state.Templates.TryGetValue(request.TemplateName ?? "", out var template)
            ? new GetEmailTemplateResponse(template.Name, template.Content, template.Tags)
            : Template.NotFound(request.TemplateName);
}

internal static class DeleteEmailTemplate
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<TemplateRequest>("DeleteEmailTemplate", SesJson.Default.TemplateRequest, Handle)
        .Http("DELETE /v2/email/templates/{TemplateName}");

    private static Result<Nothing> Handle(SesState state, TemplateRequest request, Context context)
    {
        if (!state.Templates.TryGetValue(request.TemplateName ?? "", out var template))
            return Template.NotFound(request.TemplateName);
        state.Delete(context.Changes, template);
        return Nothing.Instance;
    }
}
