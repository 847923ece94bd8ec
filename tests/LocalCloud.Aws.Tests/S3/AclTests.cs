using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class AclTests : S3Test
{
    private const string Other = "210987654321",
        AllUsers = "http://acs.amazonaws.com/groups/global/AllUsers";

    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-s3-").FullName;

    protected override string? DataDirectory => _directory;

    private IAmazonS3 Stranger => field ??= NewS3(forcePathStyle: true, Other);

    [Theory]
    [InlineData("private")]
    [InlineData("public-read")]
    [InlineData("bucket-owner-read")]
    public async Task Where_the_bucket_owner_is_enforced_only_full_control_of_his_can_be_named(string acl)
    {
        await WithBucketAsync();
        await FailsAsync(() => WithAclAsync("key", acl), "AccessControlListNotSupported", HttpStatusCode.BadRequest);
        await WithAclAsync("key", "bucket-owner-full-control");
        await FailsAsync(
            () =>
                S3.PutObjectAclAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "key",
                        ACL = acl,
                    }
                ),
            "AccessControlListNotSupported",
            HttpStatusCode.BadRequest
        );
        await FailsAsync(
            () => S3.PutBucketAclAsync(new() { BucketName = Bucket, ACL = acl }),
            "AccessControlListNotSupported",
            HttpStatusCode.BadRequest
        );
        Assert.Equal(
            S3Permission.FULL_CONTROL,
            Assert.Single((await S3.GetBucketAclAsync(new() { BucketName = Bucket })).Grants).Permission
        );
    }

    [Fact]
    public async Task Public_reading_lets_other_accounts_read_the_object_and_no_more()
    {
        await OpenAsync();
        await WithAclAsync("key", "public-read");
        await WithAclAsync("own", "private");
        await RestartAsync();
        var grants = (await S3.GetObjectAclAsync(new() { BucketName = Bucket, Key = "key" })).Grants;
        Assert.Equal([" FULL_CONTROL", $"{AllUsers} READ"], grants.Select(grant => $"{grant.Grantee.URI} {grant.Permission.Value}"));
        using (var got = await Stranger.GetObjectAsync(Bucket, "key"))
            Assert.Equal(HttpStatusCode.OK, got.HttpStatusCode);
        await FailsAsync(() => Stranger.GetObjectAsync(Bucket, "own"), "AccessDenied", HttpStatusCode.Forbidden);
        await FailsAsync(() => Stranger.DeleteObjectAsync(Bucket, "key"), "AccessDenied", HttpStatusCode.Forbidden);
        await FailsAsync(
            () => Stranger.GetObjectAclAsync(new() { BucketName = Bucket, Key = "key" }),
            "AccessDenied",
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task A_grant_lets_one_account_in()
    {
        await OpenAsync();
        var user = await IdOfAsync(Stranger);
        await S3.PutBucketAclAsync(
            new()
            {
                BucketName = Bucket,
                AccessControlPolicy = new()
                {
                    Owner = new() { Id = await IdOfAsync(S3) },
                    Grants =
                    [
                        new()
                        {
                            Grantee = new() { CanonicalUser = user },
                            Permission = S3Permission.WRITE,
                        },
                    ],
                },
            }
        );
        await Stranger.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                ContentBody = "theirs",
            }
        );
        await FailsAsync(() => Stranger.ListObjectsV2Async(new() { BucketName = Bucket }), "AccessDenied", HttpStatusCode.Forbidden);
        await S3.PutBucketAclAsync(new() { BucketName = Bucket, ACL = S3CannedACL.Private });
        await FailsAsync(
            () =>
                Stranger.PutObjectAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "key",
                        ContentBody = "again",
                    }
                ),
            "AccessDenied",
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task A_policy_that_denies_outweighs_a_list()
    {
        await OpenAsync();
        await WithAclAsync("key", "public-read");
        await S3.PutBucketPolicyAsync(
            Bucket,
            """{"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::test-bucket/*"}]}"""
        );
        await FailsAsync(() => Stranger.GetObjectAsync(Bucket, "key"), "AccessDenied", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_public_access_block_keeps_public_lists_out_or_takes_no_notice_of_them()
    {
        await OpenAsync();
        await WithAclAsync("key", "public-read");
        await S3.PutPublicAccessBlockAsync(
            new()
            {
                BucketName = Bucket,
                PublicAccessBlockConfiguration = new() { BlockPublicAcls = true },
            }
        );
        await FailsAsync(() => WithAclAsync("other", "public-read"), "AccessDenied", HttpStatusCode.Forbidden);
        using (var got = await Stranger.GetObjectAsync(Bucket, "key"))
            Assert.Equal(HttpStatusCode.OK, got.HttpStatusCode);
        await S3.PutPublicAccessBlockAsync(
            new()
            {
                BucketName = Bucket,
                PublicAccessBlockConfiguration = new() { IgnorePublicAcls = true },
            }
        );
        await FailsAsync(() => Stranger.GetObjectAsync(Bucket, "key"), "AccessDenied", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Lists_are_turned_off_when_no_list_of_the_bucket_lets_others_in()
    {
        await OpenAsync();
        await S3.PutBucketAclAsync(new() { BucketName = Bucket, ACL = S3CannedACL.PublicRead });
        await WithAclAsync("key", "public-read");
        await FailsAsync(() => OwnAsync("BucketOwnerEnforced"), "InvalidBucketAclWithObjectOwnership", HttpStatusCode.BadRequest);
        await S3.PutBucketAclAsync(new() { BucketName = Bucket, ACL = S3CannedACL.Private });
        await OwnAsync("BucketOwnerEnforced");
        await FailsAsync(() => Stranger.GetObjectAsync(Bucket, "key"), "AccessDenied", HttpStatusCode.Forbidden);
        Assert.Single((await S3.GetObjectAclAsync(new() { BucketName = Bucket, Key = "key" })).Grants);
    }

    [Theory]
    [InlineData("x-amz-acl", "open", "InvalidArgument")]
    [InlineData("x-amz-grant-read", "uri=\"http://example.com\"", "InvalidArgument")]
    [InlineData("x-amz-grant-read", "id=\"me\"", "InvalidArgument")]
    [InlineData("x-amz-grant-read", "emailAddress=\"a@example.com\"", "UnresolvableGrantByEmailAddress")]
    [InlineData("x-amz-grant-read", "me", "InvalidArgument")]
    public async Task What_names_nobody_is_refused(string header, string value, string code)
    {
        await OpenAsync();
        Assert.Equal(code, (await SendAsync(HttpMethod.Put, $"/{Bucket}/key", "x"u8.ToArray(), (header, value))).Code);
        Assert.Equal(
            "InvalidRequest",
            (
                await SendAsync(
                    HttpMethod.Put,
                    $"/{Bucket}/key",
                    "x"u8.ToArray(),
                    ("x-amz-acl", "private"),
                    ("x-amz-grant-read", $"uri=\"{AllUsers}\"")
                )
            ).Code
        );
    }

    [Fact]
    public async Task A_public_object_of_a_web_site_is_shown_without_a_policy()
    {
        await OpenAsync();
        await S3.PutBucketWebsiteAsync(Bucket, new() { IndexDocumentSuffix = "index.html" });
        await WithAclAsync("index.html", "public-read");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/")
        {
            Headers = { Host = $"{Bucket}.s3-website.{Region}.localhost:4566" },
        };
        Assert.Equal(HttpStatusCode.OK, (await Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_new_bucket_takes_a_list_where_its_ownership_lets_it_and_no_public_one()
    {
        Assert.Equal("InvalidBucketAclWithObjectOwnership", await CreateAsync("public-read", null));
        Assert.Equal("InvalidBucketAclWithBlockPublicAccessError", await CreateAsync("public-read", "ObjectWriter"));
        Assert.Null(await CreateAsync("log-delivery-write", "ObjectWriter"));
        Assert.Equal(3, (await S3.GetBucketAclAsync(new() { BucketName = "bucket-with-acl" })).Grants.Count);

        async Task<string?> CreateAsync(string acl, string? ownership)
        {
            var answer = await SendAsync(
                HttpMethod.Put,
                "/bucket-with-acl",
                Encoding.UTF8.GetBytes(
                    $"<CreateBucketConfiguration><LocationConstraint>{Region}</LocationConstraint></CreateBucketConfiguration>"
                ),
                [("x-amz-acl", acl), .. ownership is null ? Array.Empty<(string, string)>() : [("x-amz-object-ownership", ownership)]]
            );
            return answer.Status == HttpStatusCode.OK ? null : answer.Code;
        }
    }

    private async Task OpenAsync()
    {
        await WithBucketAsync();
        await OwnAsync("ObjectWriter");
        await S3.DeletePublicAccessBlockAsync(new DeletePublicAccessBlockRequest { BucketName = Bucket });
    }

    private Task OwnAsync(string ownership) =>
        S3.PutBucketOwnershipControlsAsync(
            new()
            {
                BucketName = Bucket,
                OwnershipControls = new() { Rules = [new() { ObjectOwnership = ownership }] },
            }
        );

    private Task WithAclAsync(string key, string acl) =>
        S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = key,
                ContentBody = "body",
                CannedACL = acl,
            }
        );

    private static async Task<string> IdOfAsync(IAmazonS3 s3) => (await s3.ListBucketsAsync()).Owner.Id;

    [Fact]
    public async Task A_new_list_is_told()
    {
        await OpenAsync();
        await WithAclAsync("key", "private");
        var queue = (await Sqs.CreateQueueAsync("heard")).QueueUrl;
        await S3.PutBucketNotificationAsync(
            new()
            {
                BucketName = Bucket,
                QueueConfigurations = [new() { Queue = $"arn:aws:sqs:{Region}:{Account}:heard", Events = ["s3:ObjectAcl:Put"] }],
            }
        );
        await S3.PutObjectAclAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                ACL = S3CannedACL.PublicRead,
            }
        );
        var bodies = "";
        while (!bodies.Contains("ObjectAcl:Put", StringComparison.Ordinal))
        {
            var received = await Sqs.ReceiveMessageAsync(
                new Amazon.SQS.Model.ReceiveMessageRequest { QueueUrl = queue, WaitTimeSeconds = 20 },
                TestContext.Current.CancellationToken
            );
            foreach (var message in received.Messages)
            {
                bodies += message.Body;
                await Sqs.DeleteMessageAsync(queue, message.ReceiptHandle, TestContext.Current.CancellationToken);
            }
        }
        Assert.Contains("\"key\":\"key\"", bodies, StringComparison.Ordinal);
    }
}
