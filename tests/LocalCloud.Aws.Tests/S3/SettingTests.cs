using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class SettingTests : S3Test
{
    [Fact]
    public async Task An_object_is_encrypted_as_its_bucket_says()
    {
        await WithBucketAsync();
        using var made = await Aws.JsonAsync("kms", "TrentService.CreateKey", "{}");
        var key = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync())!["KeyMetadata"]!["KeyId"]!;
        await S3.PutBucketEncryptionAsync(
            new()
            {
                BucketName = Bucket,
                ServerSideEncryptionConfiguration = new()
                {
                    ServerSideEncryptionRules =
                    [
                        new()
                        {
                            BucketKeyEnabled = true,
                            ServerSideEncryptionByDefault = new()
                            {
                                ServerSideEncryptionAlgorithm = "aws:kms",
                                ServerSideEncryptionKeyManagementServiceKeyId = key,
                            },
                        },
                    ],
                },
            }
        );
        var put = await PutAsync("key");
        Assert.Equal(
            (ServerSideEncryptionMethod.AWSKMS, $"arn:aws:kms:{Region}:{Account}:key/{key}", true),
            (put.ServerSideEncryptionMethod, put.ServerSideEncryptionKeyManagementServiceKeyId, put.BucketKeyEnabled)
        );
        var own = await S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "own",
                ContentBody = "",
                ServerSideEncryptionMethod = ServerSideEncryptionMethod.AES256,
            }
        );
        Assert.Equal(
            (ServerSideEncryptionMethod.AES256, null),
            (own.ServerSideEncryptionMethod, own.ServerSideEncryptionKeyManagementServiceKeyId)
        );
    }

    [Fact]
    public async Task An_archived_object_cannot_be_read()
    {
        await WithBucketAsync();
        await S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                ContentBody = "x",
                StorageClass = S3StorageClass.Glacier,
            }
        );
        var error = await FailsAsync(() => S3.GetObjectAsync(Bucket, "key"), "InvalidObjectState", HttpStatusCode.Forbidden);
        Assert.Equal("The operation is not valid for the object's storage class", error.Message);
        Assert.Equal(S3StorageClass.Glacier, (await S3.GetObjectMetadataAsync(Bucket, "key")).StorageClass);
        await FailsAsync(() => S3.CopyObjectAsync(Bucket, "key", Bucket, "copy"), "InvalidObjectState", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("GET", "retention")]
    [InlineData("PUT", "legal-hold")]
    public async Task Without_object_lock_there_is_nothing_to_hold(string method, string subresource)
    {
        await WithBucketAsync();
        await PutAsync("key");
        var answer = await SendAsync(new(method), $"/{Bucket}/key?{subresource}", method == "PUT" ? [] : null);
        Assert.Equal(
            (HttpStatusCode.BadRequest, "InvalidRequest", "Bucket is missing Object Lock Configuration"),
            (answer.Status, answer.Code, answer.Element("Message"))
        );
    }

    [Theory]
    [InlineData("inventory")]
    [InlineData("analytics")]
    [InlineData("metrics")]
    [InlineData("intelligent-tiering")]
    public async Task Lists_of_configurations_are_empty(string subresource)
    {
        await WithBucketAsync();
        Assert.Equal("false", (await SendAsync(HttpMethod.Get, $"/{Bucket}?{subresource}")).Element("IsTruncated"));
        Assert.Equal("NoSuchConfiguration", (await SendAsync(HttpMethod.Get, $"/{Bucket}?{subresource}&id=x")).Code);
    }

    [Theory]
    [InlineData(
        "inventory",
        "InventoryConfiguration",
        "<Destination><S3BucketDestination><Bucket>arn:aws:s3:::a</Bucket>"
            + "<Format>CSV</Format></S3BucketDestination></Destination><IsEnabled>true</IsEnabled>"
            + "<IncludedObjectVersions>All</IncludedObjectVersions><Schedule><Frequency>Daily</Frequency></Schedule>"
    )]
    [InlineData("analytics", "AnalyticsConfiguration", "<StorageClassAnalysis/>")]
    [InlineData("metrics", "MetricsConfiguration", "<Filter><Prefix>a</Prefix></Filter>")]
    [InlineData(
        "intelligent-tiering",
        "IntelligentTieringConfiguration",
        "<Status>Enabled</Status><Tiering><AccessTier>ARCHIVE_ACCESS</AccessTier><Days>90</Days></Tiering>"
    )]
    public async Task Configurations_are_kept_by_their_ids(string subresource, string root, string content)
    {
        await WithBucketAsync();
        Assert.Equal(
            "MalformedXML",
            (await SendAsync(HttpMethod.Put, $"/{Bucket}?{subresource}&id=x", Encoding.UTF8.GetBytes($"<{root}>{content}</{root}>"))).Code
        );
        Assert.Equal("InvalidArgument", (await KeepAsync("y", "x")).Code);
        foreach (var id in (string[])["b", "a"])
            Assert.Equal(HttpStatusCode.OK, (await KeepAsync(id, id)).Status);
        Assert.Equal("b", (await SendAsync(HttpMethod.Get, $"/{Bucket}?{subresource}&id=b")).Element("Id"));
        var listed = (await SendAsync(HttpMethod.Get, $"/{Bucket}?{subresource}")).Xml;
        Assert.Equal(
            ["a", "b"],
            listed.Elements().Where(element => element.Name.LocalName == root).Select(element => element.Elements().First().Value)
        );
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, $"/{Bucket}?{subresource}&id=b")).Status);
        Assert.Equal("NoSuchConfiguration", (await SendAsync(HttpMethod.Delete, $"/{Bucket}?{subresource}&id=b")).Code);

        Task<Answer> KeepAsync(string asked, string id) =>
            SendAsync(
                HttpMethod.Put,
                $"/{Bucket}?{subresource}&id={asked}",
                Encoding.UTF8.GetBytes($"<{root}><Id>{id}</Id>{content}</{root}>")
            );
    }

    [Fact]
    public async Task Configurations_are_listed_in_pages()
    {
        await WithBucketAsync();
        for (var i = 0; i < 101; i++)
            await SendAsync(
                HttpMethod.Put,
                $"/{Bucket}?metrics&id={i:D3}",
                Encoding.UTF8.GetBytes($"<MetricsConfiguration><Id>{i:D3}</Id></MetricsConfiguration>")
            );
        var first = await S3.ListBucketMetricsConfigurationsAsync(new() { BucketName = Bucket });
        Assert.Equal((100, true), (first.MetricsConfigurationList.Count, first.IsTruncated));
        var second = await S3.ListBucketMetricsConfigurationsAsync(new() { BucketName = Bucket, ContinuationToken = first.NextToken });
        Assert.Equal("100", Assert.Single(second.MetricsConfigurationList).MetricsId);
    }

    [Fact]
    public async Task Where_logs_would_go_is_kept_when_there_is_such_a_bucket()
    {
        await WithBucketAsync();
        await FailsAsync(LogAsync, "InvalidTargetBucketForLogging", HttpStatusCode.BadRequest);
        await WithBucketAsync("log-bucket");
        await LogAsync();
        Assert.Equal("log-bucket", (await S3.GetBucketLoggingAsync(Bucket)).BucketLoggingConfig.TargetBucketName);

        Task LogAsync() =>
            S3.PutBucketLoggingAsync(
                new()
                {
                    BucketName = Bucket,
                    LoggingConfig = new() { TargetBucketName = "log-bucket", TargetPrefix = "logs/" },
                }
            );
    }
}
