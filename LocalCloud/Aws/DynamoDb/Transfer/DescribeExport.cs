namespace LocalCloud.Aws.DynamoDb.Transfer;

internal sealed record DescribeExportRequest(string? ExportArn);

internal static class DescribeExport
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DescribeExport",
        DynamoDbJson.Default.DescribeExportRequest,
        DynamoDbJson.Default.ExportResponse,
        Handle,
        Must.Member<DescribeExportRequest>("exportArn", r => r.ExportArn).Required().Length(37, 1024)
    );

    private static Result<ExportResponse> Handle(DynamoDbState state, DescribeExportRequest request, Context context) =>
        state.Transfers.Exports(context.Now).FirstOrDefault(export => export.ExportArn == request.ExportArn) is { } found
            ? new ExportResponse(found)
            : new AwsError("ExportNotFoundException", $"Export not found: {request.ExportArn}");
}
