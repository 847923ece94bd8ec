using LocalCloud.Aws.Ses.Templates;

namespace LocalCloud.Aws.Ses.Classic;

internal sealed record PageRequest(string? NextToken, int? MaxItems);

internal sealed record ListTemplatesAnswer(List<NamedTime> TemplatesMetadata, string? NextToken);

internal sealed record NamedTime(string Name, DateTimeOffset CreatedTimestamp);

internal static class ListTemplates
{
    public static readonly Operation Definition = Operation<SesState>.Define<PageRequest, ListTemplatesAnswer>(
        "ListTemplates",
        EmailJson.Default.PageRequest,
        EmailJson.Default.ListTemplatesAnswer,
        (state, request, _) =>
            ListEmailTemplates
                .Page(state, request.NextToken, request.MaxItems)
                .Map(page => new ListTemplatesAnswer([.. page.Items.Select(t => new NamedTime(t.Name, t.Created))], page.NextToken))
    );
}
