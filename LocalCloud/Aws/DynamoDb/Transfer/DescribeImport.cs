namespace LocalCloud.Aws.DynamoDb.Transfer;

internal sealed record DescribeImportRequest(string? ImportArn);

internal static class DescribeImport
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DescribeImport",
        DynamoDbJson.Default.DescribeImportRequest,
        DynamoDbJson.Default.ImportResponse,
        Handle,
        Must.Member<DescribeImportRequest>("importArn", r => r.ImportArn).Required().Length(37, 1024)
    );

    private static Result<ImportResponse> Handle(DynamoDbState state, DescribeImportRequest request, Context context) =>
        state.Transfers.Imports(context.Now).FirstOrDefault(import => import.ImportArn == request.ImportArn) is { } found
            ? new ImportResponse(found)
            : new AwsError("ImportNotFoundException", $"Import not found: {request.ImportArn}");
}
