using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class TransferTests : DynamoDbTest
{
    private const string Bucket = "exchange";
    private const string Table = $"arn:aws:dynamodb:{Region}:{Account}:table/things";

    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-dynamodb-").FullName;

    protected override string? DataDirectory => _directory;

    private IAmazonS3 S3 =>
        field ??= Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));

    private async Task CreateRecoverableAsync()
    {
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = Bucket, BucketRegionName = Region });
        await CreateThingsAsync();
        await Db.UpdateContinuousBackupsAsync(
            new UpdateContinuousBackupsRequest
            {
                TableName = Things,
                PointInTimeRecoverySpecification = new() { PointInTimeRecoveryEnabled = true },
            }
        );
    }

    private async Task<byte[]> BytesAsync(string key)
    {
        using var answer = await S3.GetObjectAsync(Bucket, key);
        using var bytes = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    private Task PutObjectAsync(string key, byte[] bytes) =>
        S3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Bucket,
                Key = key,
                InputStream = new MemoryStream(bytes),
            }
        );

    private async Task<JsonNode> JsonAsync(string key) => JsonNode.Parse(await BytesAsync(key))!;

    private async Task<ExportDescription> ExportAsync(Action<ExportTableToPointInTimeRequest>? with = null)
    {
        var request = new ExportTableToPointInTimeRequest { TableArn = Table, S3Bucket = Bucket };
        with?.Invoke(request);
        var begun = (await Db.ExportTableToPointInTimeAsync(request)).ExportDescription;
        Assert.Equal(ExportStatus.IN_PROGRESS, begun.ExportStatus);
        return (await Db.DescribeExportAsync(new DescribeExportRequest { ExportArn = begun.ExportArn })).ExportDescription;
    }

    private async Task<string[]> LinesAsync(ExportDescription export)
    {
        var summary = await JsonAsync(export.ExportManifest);
        var files = await JsonAsync((string)summary["manifestFilesS3Key"]!);
        using var plain = new StreamReader(
            new GZipStream(new MemoryStream(await BytesAsync((string)files["dataFileS3Key"]!)), CompressionMode.Decompress)
        );
        return
        [
            .. (await plain.ReadToEndAsync(TestContext.Current.CancellationToken))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Order(StringComparer.Ordinal),
        ];
    }

    private async Task<ImportTableDescription> ImportAsync(
        string format,
        string prefix,
        string? compression = null,
        CsvOptions? csv = null,
        string type = "S",
        string bucket = Bucket
    )
    {
        var begun = (
            await Db.ImportTableAsync(
                new ImportTableRequest
                {
                    S3BucketSource = new() { S3Bucket = bucket, S3KeyPrefix = prefix },
                    InputFormat = format,
                    InputCompressionType = compression,
                    InputFormatOptions = csv is null ? null : new() { Csv = csv },
                    TableCreationParameters = new()
                    {
                        TableName = "imported",
                        BillingMode = BillingMode.PAY_PER_REQUEST,
                        AttributeDefinitions = [new("id", type)],
                        KeySchema = [new("id", KeyType.HASH)],
                    },
                }
            )
        ).ImportTableDescription;
        Assert.Equal(ImportStatus.IN_PROGRESS, begun.ImportStatus);
        return (await Db.DescribeImportAsync(new DescribeImportRequest { ImportArn = begun.ImportArn })).ImportTableDescription;
    }

    private async Task<string> ImportedAsync() =>
        string.Join(" ", (await Db.ScanAsync(new ScanRequest("imported"))).Items.Select(Show).Order(StringComparer.Ordinal));

    [Fact]
    public async Task An_export_writes_items_and_manifests()
    {
        await CreateRecoverableAsync();
        await PutAsync(new() { ["id"] = S("a"), ["doc"] = M(new() { ["n"] = N(1), ["b"] = B(1) }) });
        await PutAsync(Key("b"));

        var export = await ExportAsync(request => request.S3Prefix = "daily");

        Assert.Equal((ExportStatus.COMPLETED, 2L), (export.ExportStatus, export.ItemCount));
        var id = export.ExportArn.Split('/')[^1];
        Assert.Equal($"daily/AWSDynamoDB/{id}/manifest-summary.json", export.ExportManifest);
        var summary = await JsonAsync(export.ExportManifest);
        Assert.Equal(
            ("2020-06-30", Table, "2026-01-01T00:00:00.000Z", 2, "DYNAMODB_JSON", "FULL_EXPORT"),
            (
                (string?)summary["version"],
                (string?)summary["tableArn"],
                (string?)summary["exportTime"],
                (int)summary["itemCount"]!,
                (string?)summary["outputFormat"],
                (string?)summary["exportType"]
            )
        );
        var files = await BytesAsync($"daily/AWSDynamoDB/{id}/manifest-files.json");
        Assert.Equal(
            Convert.ToBase64String(MD5.HashData(files)),
            Encoding.UTF8.GetString(await BytesAsync($"daily/AWSDynamoDB/{id}/manifest-files.checksum"))
        );
        Assert.StartsWith($"daily/AWSDynamoDB/{id}/data/", (string?)JsonNode.Parse(files)!["dataFileS3Key"], StringComparison.Ordinal);
        Assert.Equal(
            ["""{"Item":{"id":{"S":"a"},"doc":{"M":{"n":{"N":"1"},"b":{"B":"AQ=="}}}}}""", """{"Item":{"id":{"S":"b"}}}"""],
            await LinesAsync(export)
        );
    }

    [Fact]
    public async Task An_export_is_encrypted_as_it_is_told_to()
    {
        await CreateRecoverableAsync();
        using var made = await Aws.JsonAsync("kms", "TrentService.CreateKey", "{}");
        var key = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync())!["KeyMetadata"]!["Arn"]!;

        var export = await ExportAsync(request => (request.S3SseAlgorithm, request.S3SseKmsKeyId) = ("KMS", key));

        var manifest = await S3.GetObjectMetadataAsync(Bucket, export.ExportManifest);
        Assert.Equal(("aws:kms", key), (manifest.ServerSideEncryptionMethod.Value, manifest.ServerSideEncryptionKeyManagementServiceKeyId));
    }

    [Fact]
    public async Task An_export_is_of_the_time_that_it_names()
    {
        await CreateRecoverableAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await PutAsync(Key("a"));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await PutAsync(Key("b"));

        Assert.Equal(
            ["""{"Item":{"id":{"S":"a"}}}"""],
            await LinesAsync(await ExportAsync(request => request.ExportTime = Beginning.AddMinutes(1).UtcDateTime))
        );
        foreach (var minutes in (int[])[-1, 3])
            Assert.Equal(
                "InvalidExportTimeException",
                (await FailureAsync(() => ExportAsync(request => request.ExportTime = Beginning.AddMinutes(minutes).UtcDateTime))).Code
            );
    }

    [Fact]
    public async Task An_incremental_export_has_what_changed()
    {
        await CreateRecoverableAsync();
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N(1) });
        await PutAsync(Key("gone"));
        await PutAsync(Key("same"));
        Clock.Advance(TimeSpan.FromMinutes(10));
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N(2) });
        await Db.DeleteItemAsync(Things, Key("gone"));
        Clock.Advance(TimeSpan.FromMinutes(10));
        void Incremental(ExportTableToPointInTimeRequest request, string? view = null) =>
            (request.ExportType, request.IncrementalExportSpecification) = (
                "INCREMENTAL_EXPORT",
                new()
                {
                    ExportFromTime = Beginning.UtcDateTime,
                    ExportToTime = Beginning.AddMinutes(15).UtcDateTime,
                    ExportViewType = view,
                }
            );

        Assert.Equal(
            [
                """{"Metadata":{"WriteTimestampMicros":"1767226200000000"},"Keys":{"id":{"S":"a"}},"OldImage":{"id":{"S":"a"},"x":{"N":"1"}},"NewImage":{"id":{"S":"a"},"x":{"N":"2"}}}""",
                """{"Metadata":{"WriteTimestampMicros":"1767226200000000"},"Keys":{"id":{"S":"gone"}},"OldImage":{"id":{"S":"gone"}}}""",
            ],
            await LinesAsync(await ExportAsync(request => Incremental(request)))
        );
        Assert.Equal(
            """{"Metadata":{"WriteTimestampMicros":"1767226200000000"},"Keys":{"id":{"S":"gone"}}}""",
            (await LinesAsync(await ExportAsync(request => Incremental(request, "NEW_IMAGE"))))[1]
        );
    }

    [Fact]
    public async Task What_cannot_be_exported_is_told()
    {
        await CreateThingsAsync();
        Assert.Equal("PointInTimeRecoveryUnavailableException", (await FailureAsync(() => ExportAsync())).Code);
        Assert.Equal(
            ("UnsupportedOperation", "ExportFormat ION of ExportTableToPointInTime is not supported by LocalCloud."),
            await FailureAsync(() => ExportAsync(request => request.ExportFormat = "ION"))
        );
        await Db.DeleteTableAsync(Things);
        await CreateRecoverableAsync();

        var failed = await ExportAsync(request => request.S3Bucket = "nowhere");

        Assert.Equal(
            (ExportStatus.FAILED, "S3NoSuchBucket", "The specified bucket does not exist"),
            (failed.ExportStatus, failed.FailureCode, failed.FailureMessage)
        );
    }

    [Fact]
    public async Task Exports_are_listed_and_repeated_once()
    {
        await CreateRecoverableAsync();
        var first = await ExportAsync(request => request.ClientToken = "token");
        Assert.Equal(first.ExportArn, (
                await Db.ExportTableToPointInTimeAsync(
                    new ExportTableToPointInTimeRequest
                    {
                        TableArn = Table,
                        S3Bucket = Bucket,
                        ClientToken = "token",
                    }
                )
            ).ExportDescription.ExportArn);
        Assert.Equal(
            "ExportConflictException",
            (await FailureAsync(() => ExportAsync(request => (request.ClientToken, request.S3Prefix) = ("token", "other")))).Code
        );
        Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await ExportAsync();
        await RestartAsync();

        var page = await Db.ListExportsAsync(new ListExportsRequest { TableArn = Table, MaxResults = 1 });
        Assert.Equal(first.ExportArn, Assert.Single(page.ExportSummaries).ExportArn);
        Assert.Equal(
            second.ExportArn,
            Assert
                .Single(
                    (await Db.ListExportsAsync(new ListExportsRequest { TableArn = Table, NextToken = page.NextToken })).ExportSummaries
                )
                .ExportArn
        );
        Assert.Equal(
            "ExportNotFoundException",
            (await FailureAsync(() => Db.DescribeExportAsync(new DescribeExportRequest { ExportArn = first.ExportArn + "0" }))).Code
        );
    }

    [Fact]
    public async Task What_was_exported_can_be_imported()
    {
        await CreateRecoverableAsync();
        await PutAsync(
            new()
            {
                ["id"] = S("a"),
                ["set"] = NS("1", "2"),
                ["list"] = L(Null(), Bool(true)),
            }
        );
        var export = await ExportAsync();
        var data = (string)(await JsonAsync((string)(await JsonAsync(export.ExportManifest))["manifestFilesS3Key"]!))["dataFileS3Key"]!;

        var import = await ImportAsync("DYNAMODB_JSON", data, "GZIP");
        await RestartAsync();

        Assert.Equal(
            (ImportStatus.COMPLETED, 1L, 1L, 0L),
            (import.ImportStatus, import.ProcessedItemCount, import.ImportedItemCount, import.ErrorCount)
        );
        Assert.Equal("{id:'a',list:[null,true],set:<1,2>}", await ImportedAsync());
        Assert.Equal(import.ImportArn, Assert.Single((await Db.ListImportsAsync(new ListImportsRequest())).ImportSummaryList).ImportArn);
    }

    [Fact]
    public async Task What_is_no_item_is_counted_and_left_out()
    {
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = Bucket, BucketRegionName = Region });
        await PutObjectAsync(
            "in/1.json",
            Encoding.UTF8.GetBytes(
                """
                {"Item":{"id":{"S":"a"},"x":{"N":"1"}}}
                {"Item":{"id":{"S":"a"},"x":{"N":"2"}}}

                {"Item":{"id":{"N":"1"}}}
                {"Item":{"id":{"S":"b"},"x":{"N":"no"}}}
                no json
                """
            )
        );
        await PutObjectAsync("in/2.json", Encoding.UTF8.GetBytes("""{"Item":{"id":{"S":"c"}}}"""));
        await PutObjectAsync("other", Encoding.UTF8.GetBytes("""{"Item":{"id":{"S":"other"}}}"""));

        var import = await ImportAsync("DYNAMODB_JSON", "in/");

        Assert.Equal((6L, 3L, 3L), (import.ProcessedItemCount, import.ImportedItemCount, import.ErrorCount));
        Assert.Equal("{id:'a',x:2} {id:'c'}", await ImportedAsync());
    }

    [Fact]
    public async Task A_file_of_comma_separated_values_is_imported_as_text_but_its_keys()
    {
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = Bucket, BucketRegionName = Region });
        await PutObjectAsync(
            "a.csv",
            Encoding.UTF8.GetBytes("id,name,\"the note\"\r\n1,\"Smith, \"\"J\"\"\",5\n2,,\"two\nlines\"\nx,y,z\n3,short\n")
        );

        var import = await ImportAsync("CSV", "a.csv", type: "N");

        Assert.Equal((4L, 2L, 2L), (import.ProcessedItemCount, import.ImportedItemCount, import.ErrorCount));
        Assert.Equal("{id:1,name:'Smith, \"J\"',the note:'5'} {id:2,name:'',the note:'two\nlines'}", await ImportedAsync());
    }

    [Fact]
    public async Task Names_and_delimiter_can_be_given()
    {
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = Bucket, BucketRegionName = Region });
        await PutObjectAsync("a.csv", Encoding.UTF8.GetBytes("1;one\n2;two"));

        await ImportAsync("CSV", "a.csv", csv: new() { Delimiter = ";", HeaderList = ["id", "name"] });

        Assert.Equal("{id:'1',name:'one'} {id:'2',name:'two'}", await ImportedAsync());
    }

    [Fact]
    public async Task What_cannot_be_imported_is_told()
    {
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = Bucket, BucketRegionName = Region });
        await PutObjectAsync("a.json", Encoding.UTF8.GetBytes("{}"));

        Assert.Equal((ImportStatus.FAILED, "S3NoSuchBucket"), await OfAsync(ImportAsync("CSV", "a", bucket: "nowhere")));
        Assert.Equal((ImportStatus.FAILED, "S3NoSuchKey"), await OfAsync(ImportAsync("CSV", "nothing")));
        Assert.Equal((ImportStatus.FAILED, "S3InvalidCompression"), await OfAsync(ImportAsync("DYNAMODB_JSON", "a", "GZIP")));
        Assert.Equal("ResourceNotFoundException", (await FailureAsync(() => Db.DescribeTableAsync("imported"))).Code);
        Assert.Equal(
            ("UnsupportedOperation", "InputFormat ION of ImportTable is not supported by LocalCloud."),
            await FailureAsync(() => ImportAsync("ION", "a"))
        );
        Assert.Equal("UnsupportedOperation", (await FailureAsync(() => ImportAsync("CSV", "a", "ZSTD"))).Code);
        await CreateThingsAsync("imported");
        Assert.Equal(("ResourceInUseException", "Table already exists: imported"), await FailureAsync(() => ImportAsync("CSV", "a")));

        static async Task<(ImportStatus, string)> OfAsync(Task<ImportTableDescription> import) =>
            ((await import).ImportStatus, (await import).FailureCode);
    }
}
