using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Ses.Templates;

internal sealed record ListEmailTemplatesRequest(int? PageSize, string? NextToken);

internal sealed record ListEmailTemplatesResponse(List<TemplateMetadata> TemplatesMetadata, string? NextToken);

internal sealed record TemplateMetadata(
    string TemplateName,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset CreatedTimestamp
);

internal static class ListEmailTemplates
{
    // docs: API_ListEmailTemplates, "at least 1, and can be no more than 100"
    private const int Most = 100;

    private static readonly PageForm Pages = new(10, SendEmail.Bad("The NextToken is not valid."));

    public static readonly Operation Definition = Operation<SesState>
        .Define<ListEmailTemplatesRequest, ListEmailTemplatesResponse>(
            "ListEmailTemplates",
            SesJson.Default.ListEmailTemplatesRequest,
            SesJson.Default.ListEmailTemplatesResponse,
            Handle
        )
        .Http("GET /v2/email/templates?PageSize={PageSize}&NextToken={NextToken}");

    private static Result<ListEmailTemplatesResponse> Handle(SesState state, ListEmailTemplatesRequest request, Context context) =>
        Page(state, request.NextToken, request.PageSize).Ok(out var page, out var error)
            ? new ListEmailTemplatesResponse([.. page.Items.Select(t => new TemplateMetadata(t.Name, t.Created))], page.NextToken)
            : error;

    public static Result<Page<StoredTemplate>> Page(SesState state, string? token, int? size)
    {
        if (size is < 1 or > Most)
            return SendEmail.Bad($"Invalid page size {size}: it has to be between 1 and {Most}.");
        return Pages.ByKey(state.Templates.Values, t => t.Name, token, size);
    }
}
