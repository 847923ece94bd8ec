namespace LocalCloud.Aws.DynamoDb.Transfer;

internal sealed record ListExportsRequest(string? TableArn, int? MaxResults, string? NextToken);

internal sealed record ListExportsResponse(List<ExportSummary> ExportSummaries, string? NextToken);

internal static class ListExports
{
    private const int Most = 25;

    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "ListExports",
        DynamoDbJson.Default.ListExportsRequest,
        DynamoDbJson.Default.ListExportsResponse,
        Handle,
        Must.Member<ListExportsRequest>("tableArn", r => r.TableArn).Length(1, 1024),
        Must.Member<ListExportsRequest>("maxResults", r => r.MaxResults).Range(1, Most)
    );

    private static Result<ListExportsResponse> Handle(DynamoDbState state, ListExportsRequest request, Context context)
    {
        var exports = state
            .Transfers.Exports(context.Now)
            .Where(export => request.TableArn is null || export.TableArn == request.TableArn)
            .Select(export => new ExportSummary(export.ExportArn, export.ExportStatus, export.ExportType));
        return DynamoDbErrors.Pages.ByOffset(exports, request.NextToken, request.MaxResults ?? Most).Ok(out var page, out var error)
            ? new ListExportsResponse(page.Items, page.NextToken)
            : error;
    }
}
