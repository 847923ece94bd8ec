using System.Globalization;
using System.Text.Json.Serialization;

namespace LocalCloud.Aws.DynamoDb.Transfer;

internal sealed record ListImportsRequest(string? TableArn, int? PageSize, string? NextToken);

internal sealed record ImportSummary
{
    public required string ImportArn { get; init; }
    public required string ImportStatus { get; init; }
    public required string TableArn { get; init; }
    public required S3BucketSource S3BucketSource { get; init; }
    public required string InputFormat { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset StartTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? EndTime { get; init; }
}

internal sealed record ListImportsResponse(List<ImportSummary> ImportSummaryList, string? NextToken);

internal static class ListImports
{
    private const int Most = 25;

    // The API model wants sixteen hexadecimal digits, seven times at least
    private const int Digits = 16;
    private const int Times = 7;

    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "ListImports",
        DynamoDbJson.Default.ListImportsRequest,
        DynamoDbJson.Default.ListImportsResponse,
        Handle,
        Must.Member<ListImportsRequest>("tableArn", r => r.TableArn).Length(1, 1024),
        Must.Member<ListImportsRequest>("pageSize", r => r.PageSize).Range(1, Most),
        Must.Member<ListImportsRequest>("nextToken", r => r.NextToken).Length(Digits * Times, 1024)
    );

    private static Result<ListImportsResponse> Handle(DynamoDbState state, ListImportsRequest request, Context context)
    {
        var imports = state
            .Transfers.Imports(context.Now)
            .Where(import => request.TableArn is null || import.TableArn == request.TableArn)
            .Select(Of);
        var from = 0;
        if (
            request.NextToken is { } token
            && !int.TryParse(token.AsSpan(0, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out from)
        )
            return DynamoDbErrors.InvalidToken;
        return DynamoDbErrors
            .Pages.ByOffset(imports, from.ToString(CultureInfo.InvariantCulture), request.PageSize ?? Most)
            .Ok(out var page, out var error)
            ? new ListImportsResponse(page.Items, Token(page.NextToken))
            : error;
    }

    private static string? Token(string? next) =>
        next is null
            ? null
            : string.Concat(
                Enumerable.Repeat(int.Parse(next, CultureInfo.InvariantCulture).ToString("x16", CultureInfo.InvariantCulture), Times)
            );

    private static ImportSummary Of(ImportDescription import) =>
        new()
        {
            ImportArn = import.ImportArn,
            ImportStatus = import.ImportStatus,
            TableArn = import.TableArn,
            S3BucketSource = import.S3BucketSource,
            InputFormat = import.InputFormat,
            StartTime = import.StartTime,
            EndTime = import.EndTime,
        };
}
