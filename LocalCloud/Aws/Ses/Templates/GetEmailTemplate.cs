using LocalCloud.Aws.Ses.Identities;

namespace LocalCloud.Aws.Ses.Templates;

internal sealed record GetEmailTemplateResponse(string TemplateName, TemplateContent TemplateContent, List<ResourceTag>? Tags);

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
