using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.WebConsole;

public sealed class BucketsTests : AwsTest
{
    private IAmazonS3 S3 =>
        field ??= Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));

    private ConsoleClient Console => field ??= new(Http);

    [Fact]
    public async Task A_bucket_is_made_emptied_of_all_versions_and_deleted()
    {
        await Sqs.CreateQueueAsync("any");
        var made = await Console.SendAsync("view=buckets", "create", ("bucket", "files-1"), ("versioned", "on"));
        Assert.Equal("The bucket files-1 is made.", made.Said);
        Assert.Equal("Enabled", (await S3.GetBucketVersioningAsync("files-1")).VersioningConfig.Status.Value);
        Assert.Equal("eu-west-1", (await S3.GetBucketLocationAsync("files-1")).Location.Value);
        Assert.StartsWith("InvalidBucketName", (await Console.SendAsync("view=buckets", "create", ("bucket", "No!"))).Said);
        Assert.Equal("There is a bucket files-1 already.", (await Console.SendAsync("view=buckets", "create", ("bucket", "files-1"))).Said);

        foreach (var text in (string[])["one", "two"])
            await S3.PutObjectAsync(
                new()
                {
                    BucketName = "files-1",
                    Key = "a.txt",
                    ContentBody = text,
                }
            );
        await S3.DeleteObjectAsync("files-1", "a.txt");
        Assert.StartsWith("BucketNotEmpty", (await Console.SendAsync("view=buckets&name=files-1", "delete")).Said);
        Assert.Equal(HttpStatusCode.Forbidden, (await Console.ForgeAsync("view=buckets&name=files-1", "empty")).Status);
        Assert.Equal(
            "files-1 is empty: 3 objects and versions deleted.",
            (await Console.SendAsync("view=buckets&name=files-1", "empty")).Said
        );
        Assert.Equal("The bucket files-1 is deleted.", (await Console.SendAsync("view=buckets&name=files-1", "delete")).Said);
        Assert.Empty((await S3.ListBucketsAsync()).Buckets ?? []);
    }

    [Fact]
    public async Task A_file_is_uploaded_as_through_the_API_and_deleted_again()
    {
        await BucketAsync();
        var queue = (await Sqs.CreateQueueAsync("told")).QueueUrl;
        await S3.PutBucketNotificationAsync(
            new()
            {
                BucketName = "files-1",
                QueueConfigurations = [new() { Queue = $"arn:aws:sqs:{Region}:{Account}:told", Events = [EventType.ObjectCreatedPut] }],
            }
        );
        // S3's test of the notification comes by itself
        Assert.Contains("s3:TestEvent", await ReceiveAsync(queue));
        var content = Encoding.UTF8.GetBytes("ä" + new string('x', 100_000));
        var uploaded = await Console.UploadAsync(
            "view=buckets&name=files-1",
            @"C:\tmp\über.txt",
            content,
            "text/plain",
            ("folder", "in/"),
            ("type", "")
        );
        Assert.Equal("in/über.txt is uploaded: 97.7 KB.", uploaded.Said);
        Assert.Contains("The first 64 KB of 97.7 KB", uploaded.Text);

        using var got = await S3.GetObjectAsync("files-1", "in/über.txt");
        Assert.Equal("text/plain", got.Headers.ContentType);
        using var read = new MemoryStream();
        await got.ResponseStream.CopyToAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(content, read.ToArray());
        Assert.Contains("ObjectCreated:Put", await ReceiveAsync(queue));

        var list = await Console.OpenAsync("view=buckets&name=files-1");
        var folder = await Console.FollowAsync(list, "in/");
        Assert.Contains("über.txt", folder.Text);
        Assert.Contains("view=queues", ConsoleClient.Link(list, $"arn:aws:sqs:{Region}:{Account}:told"));
        var deleted = await Console.SendAsync("view=buckets&name=files-1&key=in%2F%C3%BCber.txt", "remove", ("key", "in/über.txt"));
        Assert.Equal("in/über.txt is deleted.", deleted.Said);
        Assert.Empty((await S3.ListObjectsV2Async(new() { BucketName = "files-1" })).S3Objects ?? []);
        Assert.Equal(HttpStatusCode.BadRequest, (await Console.SendAsync("view=buckets&name=files-1", "upload", ("folder", ""))).Status);
    }

    [Fact]
    public async Task Versions_are_shown_and_deleted_one_by_one()
    {
        await BucketAsync();
        await Console.SendAsync("view=buckets&name=files-1", "versioning", ("status", "Enabled"));
        var old = (
            await S3.PutObjectAsync(
                new()
                {
                    BucketName = "files-1",
                    Key = "a.json",
                    ContentBody = """{"n":1}""",
                    ContentType = "application/json",
                }
            )
        ).VersionId;
        await S3.PutObjectAsync(
            new()
            {
                BucketName = "files-1",
                Key = "a.json",
                ContentBody = """{"n":2}""",
                ContentType = "application/json",
            }
        );
        var current = await Console.OpenAsync("view=buckets&name=files-1&key=a.json");
        Assert.Contains("\"n\": 2", current.Text);
        Assert.Contains("\"n\": 1", (await Console.FollowAsync(current, old)).Text);
        Assert.Equal(
            $"Version {old} of a.json is deleted.",
            (await Console.SendAsync("view=buckets&name=files-1&key=a.json", "remove", ("key", "a.json"), ("version", old))).Said
        );
        Assert.Single((await S3.ListVersionsAsync("files-1", "a.json")).Versions);
    }

    [Theory]
    [InlineData("text/html", "text/plain; charset=utf-8", "inline")]
    [InlineData("image/svg+xml", "image/svg+xml", "inline")]
    [InlineData("application/x-sh", "application/octet-stream", "attachment")]
    public async Task An_object_cannot_act_with_the_origin_of_the_console(string type, string shown, string disposition)
    {
        await BucketAsync();
        await S3.PutObjectAsync(
            new()
            {
                BucketName = "files-1",
                Key = "d/x",
                ContentBody = "<svg><script>alert(1)</script></svg>",
                ContentType = type,
            }
        );
        var page = await Console.OpenAsync("view=buckets&name=files-1&key=d%2Fx");
        Assert.DoesNotContain("<script>alert", page.Page);
        var address = $"/_localcloud/object?scope={Account}%2F{Region}&bucket=files-1&key=d%2Fx";
        using var response = await Http.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(shown, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(disposition, response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("x", response.Content.Headers.ContentDisposition.FileNameStar);
        Assert.StartsWith("sandbox; default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        using var download = await Http.GetAsync(address + "&download=yes", TestContext.Current.CancellationToken);
        Assert.Equal(
            ("attachment", "application/octet-stream"),
            (download.Content.Headers.ContentDisposition!.DispositionType, download.Content.Headers.ContentType!.ToString())
        );
        Assert.Equal(
            "<svg><script>alert(1)</script></svg>",
            await download.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        await BucketAsync();
        Assert.Contains("There is no bucket “other”", (await Console.OpenAsync("view=buckets&name=other")).Text);
        Assert.Contains("files-1 has no object with this key", (await Console.OpenAsync("view=buckets&name=files-1&key=x")).Text);
        using var response = await Http.GetAsync(
            $"/_localcloud/object?scope={Account}%2F{Region}&bucket=files-1&key=x",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Long_folders_have_pages()
    {
        await BucketAsync();
        for (var n = 100; n < 160; n++)
            await S3.PutObjectAsync(
                new()
                {
                    BucketName = "files-1",
                    Key = $"k{n}",
                    ContentBody = "",
                }
            );
        var first = await Console.OpenAsync("view=buckets&name=files-1");
        Assert.Contains("50 on this page", first.Text);
        Assert.DoesNotContain(">k150<", first.Page);
        var second = await Console.FollowAsync(first, "Next page");
        Assert.Contains(">k150<", second.Page);
        Assert.Contains("10 on this page", second.Text);
    }

    private async Task<string> ReceiveAsync(string queue) =>
        Assert
            .Single(
                (
                    await Sqs.ReceiveMessageAsync(
                        new Amazon.SQS.Model.ReceiveMessageRequest(queue) { WaitTimeSeconds = 20 },
                        TestContext.Current.CancellationToken
                    )
                ).Messages
            )
            .Body;

    private async Task BucketAsync()
    {
        // A bucket belongs to no region: what is used of one is a queue
        await Sqs.CreateQueueAsync("any");
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = "files-1", BucketRegionName = Region });
    }
}
