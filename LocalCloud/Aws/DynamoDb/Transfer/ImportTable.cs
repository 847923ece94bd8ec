using System.Text.Json;
using LocalCloud.Aws.DynamoDb.Operations;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Transfer;

using Item = Dictionary<string, AttributeValue>;

internal sealed record ImportTableRequest
{
    public string? ClientToken { get; init; }
    public S3BucketSource? S3BucketSource { get; init; }
    public string? InputFormat { get; init; }
    public InputFormatOptions? InputFormatOptions { get; init; }
    public string? InputCompressionType { get; init; }
    public TableCreationParameters? TableCreationParameters { get; init; }
}

internal sealed record ImportResponse(ImportDescription ImportTableDescription);

/// <summary>
/// The table is there with its items when the answer goes out; it says IN_PROGRESS, as AWS's does. What is no item of the table is
/// counted and left out.
/// </summary>
internal static class ImportTable
{
    public static readonly Operation Definition = Operation<DynamoDbState>
        .DefineAsync(
            "ImportTable",
            DynamoDbJson.Default.ImportTableRequest,
            DynamoDbJson.Default.ImportResponse,
            HandleAsync,
            Must.Member<ImportTableRequest>("s3BucketSource", r => r.S3BucketSource).Required(),
            Must.Within<ImportTableRequest, S3BucketSource>(
                "s3BucketSource",
                r => r.S3BucketSource,
                Must.Member<S3BucketSource>("s3Bucket", s => s.S3Bucket).Required().Length(0, 255),
                Must.Member<S3BucketSource>("s3KeyPrefix", s => s.S3KeyPrefix).Length(0, 1024)
            ),
            Must.Member<ImportTableRequest>("inputFormat", r => r.InputFormat).Required().Enum("DYNAMODB_JSON", "ION", "CSV"),
            Must.Member<ImportTableRequest>("inputCompressionType", r => r.InputCompressionType).Enum("GZIP", "ZSTD", "NONE"),
            Must.Member<ImportTableRequest>("inputFormatOptions.csv.delimiter", r => r.InputFormatOptions?.Csv?.Delimiter)
                .Enum(",", ";", ":", "|", "\t", " "),
            Must.Member<ImportTableRequest>("inputFormatOptions.csv.headerList", r => r.InputFormatOptions?.Csv?.HeaderList).Length(1, 255),
            Must.Member<ImportTableRequest>("tableCreationParameters", r => r.TableCreationParameters).Required(),
            Must.Within<ImportTableRequest, CreateTableRequest>(
                "tableCreationParameters",
                r => r.TableCreationParameters?.AsRequest(),
                CreateTable.Constraints()
            )
        )
        .Lacking("ION and ZSTD; errors are counted, not logged");

    private static async ValueTask<Result<ImportResponse>> HandleAsync(DynamoDbState state, ImportTableRequest request, Context context)
    {
        if (request.InputFormat == "ION")
            return AwsError.NotSupported("ImportTable", "InputFormat ION");
        if (request.InputCompressionType == "ZSTD")
            return AwsError.NotSupported("ImportTable", "InputCompressionType ZSTD");
        var fingerprint = ClientTokens.Fingerprint(JsonSerializer.SerializeToElement(request, DynamoDbJson.Default.ImportTableRequest));
        var (host, parameters) = (context.Host, request.TableCreationParameters!);
        var begun = host.Read(state, s => Begin(s, request, fingerprint, context));
        if (!begun.Ok(out var import, out var error))
            return error;
        if (import.Repeated)
            return new ImportResponse(import.Description);

        var read = await ReadAsync(context, request).ConfigureAwait(false);
        var kept = await host.ChangeAsync<DynamoDbState, ImportDescription>(state, (s, changes) =>
            {
                if (!read.Ok(out var files, out var failure))
                {
                    var failed = import.Description with
                    {
                        ImportStatus = "FAILED",
                        EndTime = context.Now,
                        FailureCode = $"S3{failure.Code}",
                        FailureMessage = failure.Message,
                    };
                    s.Transfers.Keep(changes, failed, fingerprint);
                    return import.Description;
                }
                if (!CreateTable.Create(s, changes, parameters.AsRequest(), context.Now).Ok(out var table, out var refused))
                    return refused;
                var (processed, imported) = Fill(s, changes, table, files.Items);
                s.Transfers.Keep(
                    changes,
                    import.Description with
                    {
                        ImportStatus = "COMPLETED",
                        TableId = table.Definition.Id,
                        EndTime = context.Now,
                        ProcessedSizeBytes = files.Size,
                        ProcessedItemCount = processed,
                        ImportedItemCount = imported,
                        ErrorCount = processed - imported,
                    },
                    fingerprint
                );
                return import.Description with { TableId = table.Definition.Id };
            })
            .ConfigureAwait(false);
        return kept.Ok(out var description, out error) ? new ImportResponse(description) : error;
    }

    private static Result<(ImportDescription Description, bool Repeated)> Begin(
        DynamoDbState state,
        ImportTableRequest request,
        string fingerprint,
        Context context
    )
    {
        if (request.ClientToken is { } token && state.Transfers.ImportOf(token, context.Now) is { } earlier)
            return earlier.Fingerprint == fingerprint
                ? (earlier.Description, true)
                : new AwsError(
                    "ImportConflictException",
                    "There was a conflict when importing from the specified S3 source: the client token was used with other parameters"
                );
        var parameters = request.TableCreationParameters!;
        if (CreateTable.Check(state, parameters.AsRequest(), context.Now).Error is { } fault)
            return fault;
        var arn = state.Scope.Arn("dynamodb", $"table/{TableName.Of(parameters.TableName!)}");
        return (
            new ImportDescription
            {
                ImportArn = $"{arn}/import/{state.Transfers.NewId(context.Now)}",
                ImportStatus = "IN_PROGRESS",
                TableArn = arn,
                ClientToken = request.ClientToken,
                S3BucketSource = request.S3BucketSource!,
                InputFormat = request.InputFormat!,
                InputFormatOptions = request.InputFormatOptions,
                InputCompressionType = request.InputCompressionType ?? "NONE",
                TableCreationParameters = parameters,
                StartTime = context.Now,
            },
            false
        );
    }

    private static async ValueTask<Result<(List<Item?> Items, long Size)>> ReadAsync(Context context, ImportTableRequest request)
    {
        if (!ImportSource.Keys(context, request.S3BucketSource!).Ok(out var keys, out var error))
            return error;
        if (keys.Count == 0)
            return new AwsError("NoSuchKey", "The specified key does not exist.", 404);
        var (items, size) = (new List<Item?>(), 0L);
        foreach (var key in keys)
        {
            if (!(await ImportSource.ReadAsync(context, request.S3BucketSource!, key).ConfigureAwait(false)).Ok(out var file, out error))
                return error;
            size += file.Length;
            try
            {
                var plain = ImportReader.Decompress(file, request.InputCompressionType ?? "NONE");
                items.AddRange(
                    request.InputFormat == "CSV"
                        ? ImportReader.Csv(plain, request.InputFormatOptions?.Csv, request.TableCreationParameters!.AttributeDefinitions!)
                        : ImportReader.DynamoDbJson(plain)
                );
            }
            catch (InvalidDataException)
            {
                return new AwsError("InvalidCompression", $"The object {key} is not compressed as the request says");
            }
        }
        return (items, size);
    }

    // Of items with the same key the last one stays
    private static (long Processed, long Imported) Fill(DynamoDbState state, Changes changes, Table table, List<Item?> items)
    {
        var imported = 0;
        foreach (var item in items)
        {
            if (
                item is null
                || item.Values.Any(value => ValueRules.Fault(value) is not null)
                || ItemSize.Of(item) > ItemSize.MaxItem
                || table.FaultOfItem(item) is not null
            )
                continue;
            var stored = new StoredItem(item, KeyBytes.Of(table.Schema, item));
            state.Write(changes, table, table.Find(stored.Key), stored);
            imported++;
        }
        return (items.Count, imported);
    }
}
