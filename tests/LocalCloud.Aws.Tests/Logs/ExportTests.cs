using System.IO.Compression;
using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.Logs;

public sealed class ExportTests : CloudWatchLogsTest
{
    private IAmazonS3 S3 =>
        field ??= Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));

    [Fact]
    public async Task Events_are_written_into_a_bucket_stream_by_stream()
    {
        await ArrangeAsync();
        var id = (string)(await DoAsync("CreateExportTask", Request("\"destinationPrefix\":\"logs\"")))["taskId"]!;
        var task = await EndedAsync(id);
        Assert.Equal(
            ("COMPLETED", "archive", "logs"),
            ((string?)task["status"]!["code"], (string?)task["destination"], (string?)task["destinationPrefix"])
        );
        var keys = (await S3.ListObjectsV2Async(new() { BucketName = "archive" })).S3Objects.Select(o => o.Key);
        string[] written = [$"logs/{id}/a/000000.gz", $"logs/{id}/b-1/000000.gz", "logs/aws-logs-write-test"];
        Assert.Equal(written.Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
        using var got = await S3.GetObjectAsync("archive", $"logs/{id}/a/000000.gz");
        using var reader = new StreamReader(new GZipStream(got.ResponseStream, CompressionMode.Decompress));
        Assert.Equal("2026-01-01T00:00:00.000Z one\n2026-01-01T00:00:00.005Z two\n", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Only_streams_of_the_prefix_and_events_of_the_time_are_written()
    {
        await ArrangeAsync();
        var id = (string)(await DoAsync("CreateExportTask", Request("\"logStreamNamePrefix\":\"a\"", to: Now)))["taskId"]!;
        await EndedAsync(id);
        using var got = await S3.GetObjectAsync("archive", $"exportedlogs/{id}/a/000000.gz");
        using var reader = new StreamReader(new GZipStream(got.ResponseStream, CompressionMode.Decompress));
        Assert.Equal("2026-01-01T00:00:00.000Z one\n", await reader.ReadToEndAsync());
        Assert.Single((await S3.ListObjectsV2Async(new() { BucketName = "archive", Prefix = $"exportedlogs/{id}" })).S3Objects);
        Assert.Equal("InvalidOperationException", (await CallAsync("CancelExportTask", $$"""{"taskId":"{{id}}"}""")).Code?.Split('#')[^1]);
    }

    [Theory]
    [InlineData("""{"logGroupName":"/app","from":5,"to":1,"destination":"archive"}""", "InvalidParameterException")]
    [InlineData("""{"logGroupName":"/none","from":1,"to":2,"destination":"archive"}""", "ResourceNotFoundException")]
    [InlineData("""{"logGroupName":"/app","from":1,"to":2,"destination":"nowhere"}""", "InvalidParameterException")]
    public async Task What_cannot_be_exported_is_refused(string request, string code)
    {
        await ArrangeAsync();
        Assert.Equal(code, (await CallAsync("CreateExportTask", request)).Code?.Split('#')[^1]);
        Assert.Equal("ResourceNotFoundException", (await CallAsync("CancelExportTask", """{"taskId":"none"}""")).Code?.Split('#')[^1]);
    }

    private async Task ArrangeAsync()
    {
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = "archive", BucketRegionName = Region });
        await StreamAsync("a");
        await StreamAsync("b/1");
        await PutToAsync("a", (Now, "one"), (Now + 5, "two"));
        await PutToAsync("b/1", (Now, "three"));
    }

    private string Request(string more, long? to = null) =>
        $$"""{"logGroupName":"/app","from":{{Now}},"to":{{to ?? Now + 1000}},"destination":"archive",{{more}}}""";

    private async Task<JsonNode> EndedAsync(string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var task = Assert.Single((await DoAsync("DescribeExportTasks", $$"""{"taskId":"{{id}}"}"""))["exportTasks"]!.AsArray())!;
            if ((string?)task["status"]!["code"] is not ("PENDING" or "RUNNING"))
                return task;
        }
    }
}
