using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class BucketTests : S3Test
{
    [Fact]
    public async Task A_created_bucket_is_listed_with_its_date()
    {
        await WithBucketAsync();
        var bucket = Assert.Single((await S3.ListBucketsAsync()).Buckets);
        Assert.Equal(Bucket, bucket.BucketName);
        Assert.Equal(Clock.GetUtcNow().UtcDateTime, bucket.CreationDate!.Value.ToUniversalTime());
    }

    [Fact]
    public async Task Without_buckets_the_list_is_empty() => Assert.Empty((await S3.ListBucketsAsync()).Buckets ?? []);

    [Fact]
    public async Task A_bucket_of_another_account_is_closed_and_its_name_taken()
    {
        await WithBucketAsync();
        await PutAsync("key");
        var other = NewS3(true, account: "999999999999");
        await FailsAsync(() => other.ListObjectsV2Async(new() { BucketName = Bucket }), "AccessDenied", HttpStatusCode.Forbidden);
        await FailsAsync(() => other.GetObjectAsync(Bucket, "key"), "AccessDenied", HttpStatusCode.Forbidden);
        await FailsAsync(
            () =>
                other.PutObjectAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "key",
                        ContentBody = "theirs",
                    }
                ),
            "AccessDenied",
            HttpStatusCode.Forbidden
        );
        await FailsAsync(() => other.DeleteBucketAsync(Bucket), "AccessDenied", HttpStatusCode.Forbidden);
        await FailsAsync(
            () => other.PutBucketAsync(new PutBucketRequest { BucketName = Bucket, BucketRegionName = Region }),
            "BucketAlreadyExists",
            HttpStatusCode.Conflict
        );
        Assert.Empty((await other.ListBucketsAsync()).Buckets ?? []);
        Assert.Equal("body", await GetAsync("key"));
        await FailsAsync(() => other.ListObjectsV2Async(new() { BucketName = "no-such-bucket" }), "NoSuchBucket", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_policy_opens_a_bucket_to_another_account_as_far_as_it_says()
    {
        await WithBucketAsync();
        await PutAsync("public/key");
        await PutAsync("key");
        await S3.PutBucketPolicyAsync(
            Bucket,
            """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:root"},"Action":["s3:Get*","s3:PutObject"],
               "Resource":"arn:aws:s3:::test-bucket/public/*"},
              {"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::test-bucket/public/secret"},
              {"Effect":"Allow","Principal":"*","Action":"s3:ListBucket","Resource":"arn:aws:s3:::test-bucket",
               "Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}]}
            """
        );
        var other = NewS3(true, account: "999999999999");
        using (var got = await other.GetObjectAsync(Bucket, "public/key"))
            Assert.Equal(4, got.ContentLength);
        await other.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "public/theirs",
                ContentBody = "theirs",
            }
        );
        Assert.Equal("theirs", await GetAsync("public/theirs"));
        await other.CopyObjectAsync(Bucket, "public/key", Bucket, "public/copy");
        await FailsAsync(() => other.CopyObjectAsync(Bucket, "key", Bucket, "public/copy"), "AccessDenied", HttpStatusCode.Forbidden);
        await FailsAsync(() => other.GetObjectAsync(Bucket, "key"), "AccessDenied", HttpStatusCode.Forbidden);
        await FailsAsync(
            () =>
                other.PutObjectAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "public/secret",
                        ContentBody = "x",
                    }
                ),
            "AccessDenied",
            HttpStatusCode.Forbidden
        );
        await FailsAsync(() => other.DeleteObjectAsync(Bucket, "public/key"), "AccessDenied", HttpStatusCode.Forbidden);
        await FailsAsync(() => other.ListObjectsV2Async(new() { BucketName = Bucket }), "AccessDenied", HttpStatusCode.Forbidden);
        await FailsAsync(
            () => NewS3(true, account: "888888888888").GetObjectAsync(Bucket, "public/key"),
            "AccessDenied",
            HttpStatusCode.Forbidden
        );
    }

    [Theory]
    [InlineData("data-123456789012-eu-west-1-an", "account-regional", 200)]
    [InlineData("data-999999999999-eu-west-1-an", "account-regional", 400)]
    [InlineData("data-123456789012-eu-west-2-an", "account-regional", 400)]
    [InlineData("data", "account-regional", 400)]
    [InlineData("data-123456789012-eu-west-1-an", null, 400)]
    [InlineData("data-an", "global", 200)]
    [InlineData("data", "other", 400)]
    public async Task A_name_of_the_accounts_own_namespace_says_so(string name, string? given, int status)
    {
        (string, string)[] headers = given is null ? [] : [("x-amz-bucket-namespace", given)];
        var answer = await SendAsync(
            HttpMethod.Put,
            $"/{name}",
            System.Text.Encoding.UTF8.GetBytes(
                $"<CreateBucketConfiguration><LocationConstraint>{Region}</LocationConstraint></CreateBucketConfiguration>"
            ),
            headers
        );
        Assert.Equal(status, (int)answer.Status);
    }

    [Theory]
    [InlineData(null, "all_storage_classes_128K")]
    [InlineData("varies_by_storage_class", "varies_by_storage_class")]
    [InlineData("everything", null)]
    public async Task A_lifecycle_keeps_from_which_size_on_objects_move(string? given, string? kept)
    {
        await WithBucketAsync();
        const string Header = "x-amz-transition-default-minimum-object-size";
        var document =
            "<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter/><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>"u8.ToArray();
        (string, string)[] headers = given is null ? [] : [(Header, given)];
        var put = await SendAsync(HttpMethod.Put, $"/{Bucket}?lifecycle", document, headers);
        Assert.Equal((kept is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK, kept), (put.Status, put.Header(Header)));
        Assert.Equal(kept, (await SendAsync(HttpMethod.Get, $"/{Bucket}?lifecycle")).Header(Header));
    }

    [Fact]
    public async Task A_bucket_is_seen_from_every_region_and_knows_its_own()
    {
        await WithBucketAsync();
        var elsewhere = NewS3(true, region: "us-east-1");
        Assert.Single((await elsewhere.ListBucketsAsync()).Buckets);
        Assert.Equal(Region, (await elsewhere.GetBucketLocationAsync(Bucket)).Location.Value);
    }

    [Fact]
    public async Task A_bucket_of_us_east_1_has_an_empty_location()
    {
        var s3 = NewS3(true, region: "us-east-1");
        await s3.PutBucketAsync(Bucket);
        Assert.True(string.IsNullOrEmpty((await s3.GetBucketLocationAsync(Bucket)).Location?.Value));
    }

    [Fact]
    public async Task Creating_a_bucket_again_is_a_conflict()
    {
        await WithBucketAsync();
        await FailsAsync(() => WithBucketAsync(), "BucketAlreadyOwnedByYou", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task In_us_east_1_creating_a_bucket_again_succeeds()
    {
        var s3 = NewS3(true, region: "us-east-1");
        await s3.PutBucketAsync(Bucket);
        Assert.Equal(HttpStatusCode.OK, (await s3.PutBucketAsync(Bucket)).HttpStatusCode);
    }

    [Fact]
    public async Task A_region_endpoint_wants_its_location_constraint()
    {
        var answer = await SendAsync(HttpMethod.Put, "/" + Bucket);
        Assert.Equal("IllegalLocationConstraintException", answer.Code);
    }

    [Fact]
    public async Task A_location_constraint_that_is_no_region_is_refused()
    {
        var answer = await SendAsync(
            HttpMethod.Put,
            "/" + Bucket,
            "<CreateBucketConfiguration><LocationConstraint>moon</LocationConstraint></CreateBucketConfiguration>"u8.ToArray()
        );
        Assert.Equal("InvalidLocationConstraint", answer.Code);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper-case")]
    [InlineData("under_score")]
    [InlineData("two..dots")]
    [InlineData("192.168.5.4")]
    [InlineData("-begins-with-hyphen")]
    [InlineData("ends-with-hyphen-")]
    [InlineData("xn--punycode")]
    [InlineData("name-s3alias")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public async Task A_name_that_breaks_the_rules_is_refused(string name)
    {
        var answer = await SendAsync(
            HttpMethod.Put,
            "/" + name,
            "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>"u8.ToArray()
        );
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidBucketName"), (answer.Status, answer.Code));
        Assert.Equal(name, answer.Element("BucketName"));
    }

    [Fact]
    public async Task A_configuration_that_is_not_xml_is_malformed() =>
        Assert.Equal("MalformedXML", (await SendAsync(HttpMethod.Put, "/" + Bucket, "<Create"u8.ToArray())).Code);

    [Fact]
    public async Task An_empty_bucket_can_be_deleted()
    {
        await WithBucketAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await S3.DeleteBucketAsync(Bucket)).HttpStatusCode);
        Assert.Empty((await S3.ListBucketsAsync()).Buckets ?? []);
    }

    [Fact]
    public async Task A_bucket_with_objects_cannot_be_deleted()
    {
        await WithBucketAsync();
        await PutAsync("key");
        await FailsAsync(() => S3.DeleteBucketAsync(Bucket), "BucketNotEmpty", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Deleting_a_bucket_that_is_not_there_is_an_error() =>
        await FailsAsync(() => S3.DeleteBucketAsync(Bucket), "NoSuchBucket", HttpStatusCode.NotFound);

    [Fact]
    public async Task Head_of_a_bucket_tells_its_region_and_404_has_no_body()
    {
        await WithBucketAsync();
        Assert.Equal(Region, (await SendAsync(HttpMethod.Head, "/" + Bucket)).Header("x-amz-bucket-region"));
        var missing = await SendAsync(HttpMethod.Head, "/no-such-bucket");
        Assert.Equal((HttpStatusCode.NotFound, 0), (missing.Status, missing.Body.Length));
    }

    [Fact]
    public async Task The_bucket_can_stand_in_the_host_name()
    {
        await WithBucketAsync();
        var s3 = NewS3(forcePathStyle: false);
        await s3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "a/b",
                ContentBody = "virtual",
            }
        );
        Assert.Equal("virtual", await GetAsync("a/b"));
        using var byHost = await Aws.SendAsync(
            "s3",
            HttpMethod.Get,
            "/a/b",
            headers: ("Host", $"{Bucket}.s3.localhost.localstack.cloud:4566")
        );
        Assert.Equal("virtual", await byHost.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_new_bucket_blocks_public_access_and_refuses_access_control_lists()
    {
        await WithBucketAsync();
        Assert.True((await S3.GetPublicAccessBlockAsync(new() { BucketName = Bucket })).PublicAccessBlockConfiguration.BlockPublicAcls);
        Assert.Equal(
            ObjectOwnership.BucketOwnerEnforced,
            (await S3.GetBucketOwnershipControlsAsync(new() { BucketName = Bucket })).OwnershipControls.Rules[0].ObjectOwnership
        );
        await FailsAsync(
            () =>
                S3.PutObjectAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "k",
                        ContentBody = "",
                        CannedACL = S3CannedACL.PublicRead,
                    }
                ),
            "AccessControlListNotSupported",
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task A_policy_that_lets_everybody_in_is_refused_as_long_as_public_ones_are_blocked()
    {
        const string Policy = $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
             "Resource":"arn:aws:s3:::{{Bucket}}/*"}]}
            """;
        await WithBucketAsync();
        await FailsAsync(() => S3.PutBucketPolicyAsync(Bucket, Policy.Trim()), "AccessDenied", HttpStatusCode.Forbidden);
        await S3.DeletePublicAccessBlockAsync(new DeletePublicAccessBlockRequest { BucketName = Bucket });
        await S3.PutBucketPolicyAsync(Bucket, Policy.Trim());
    }

    [Fact]
    public async Task A_public_access_block_is_kept_until_it_is_deleted()
    {
        await WithBucketAsync();
        await S3.PutPublicAccessBlockAsync(
            new()
            {
                BucketName = Bucket,
                PublicAccessBlockConfiguration = new() { BlockPublicAcls = true },
            }
        );
        var block = (await S3.GetPublicAccessBlockAsync(new() { BucketName = Bucket })).PublicAccessBlockConfiguration;
        Assert.Equal((true, false), (block.BlockPublicAcls!.Value, block.BlockPublicPolicy!.Value));
        await S3.DeletePublicAccessBlockAsync(new DeletePublicAccessBlockRequest { BucketName = Bucket });
        await FailsAsync(
            () => S3.GetPublicAccessBlockAsync(new() { BucketName = Bucket }),
            "NoSuchPublicAccessBlockConfiguration",
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Bucket_tags_are_put_got_and_deleted()
    {
        await WithBucketAsync();
        await S3.PutBucketTaggingAsync(Bucket, [new Tag { Key = "team", Value = "blue" }]);
        Assert.Equal("blue", Assert.Single((await S3.GetBucketTaggingAsync(new() { BucketName = Bucket })).TagSet).Value);
        await S3.DeleteBucketTaggingAsync(Bucket);
        await FailsAsync(() => S3.GetBucketTaggingAsync(new() { BucketName = Bucket }), "NoSuchTagSet", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_tags_of_one_key_are_refused()
    {
        await WithBucketAsync();
        await FailsAsync(
            () => S3.PutBucketTaggingAsync(Bucket, [new Tag { Key = "a", Value = "1" }, new Tag { Key = "a", Value = "2" }]),
            "InvalidTag",
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task Encryption_is_SSE_S3_by_default()
    {
        await WithBucketAsync();
        var rule = (await S3.GetBucketEncryptionAsync(new() { BucketName = Bucket }))
            .ServerSideEncryptionConfiguration
            .ServerSideEncryptionRules[0];
        Assert.Equal("AES256", rule.ServerSideEncryptionByDefault.ServerSideEncryptionAlgorithm.Value);
    }

    [Fact]
    public async Task A_bucket_policy_is_kept_and_has_to_be_json()
    {
        await WithBucketAsync();
        const string Policy = """{"Version":"2012-10-17","Statement":[]}""";
        await S3.PutBucketPolicyAsync(Bucket, Policy);
        Assert.Equal(Policy, (await S3.GetBucketPolicyAsync(Bucket)).Policy);
        await FailsAsync(() => S3.PutBucketPolicyAsync(Bucket, "nonsense"), "MalformedPolicy", HttpStatusCode.BadRequest);
        await S3.DeleteBucketPolicyAsync(Bucket);
        Assert.Equal("NoSuchBucketPolicy", (await SendAsync(HttpMethod.Get, $"/{Bucket}?policy")).Code);
    }

    [Fact]
    public async Task Lifecycle_rules_are_kept_and_get_ids()
    {
        await WithBucketAsync();
        const string Rules =
            "<LifecycleConfiguration "
            + "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Rule><Filter><Prefix>logs/</Prefix></Filter>"
            + "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>";
        Assert.Equal(
            "all_storage_classes_128K",
            (await SendAsync(HttpMethod.Put, $"/{Bucket}?lifecycle", Encoding.UTF8.GetBytes(Rules))).Header(
                "x-amz-transition-default-minimum-object-size"
            )
        );
        var rule = Assert.Single((await S3.GetLifecycleConfigurationAsync(Bucket)).Configuration.Rules);
        Assert.Equal((1, true), (rule.Expiration.Days, rule.Id.Length > 0));
        Assert.Equal(
            "MalformedXML",
            (await SendAsync(HttpMethod.Put, $"/{Bucket}?lifecycle", "<LifecycleConfiguration/>"u8.ToArray())).Code
        );
        await S3.DeleteLifecycleConfigurationAsync(Bucket);
        Assert.Equal("NoSuchLifecycleConfiguration", (await SendAsync(HttpMethod.Get, $"/{Bucket}?lifecycle")).Code);
    }

    [Fact]
    public async Task Who_pays_for_requests_is_kept()
    {
        await WithBucketAsync();
        Assert.Equal("BucketOwner", (await S3.GetBucketRequestPaymentAsync(Bucket)).Payer);
        await S3.PutBucketRequestPaymentAsync(Bucket, new() { Payer = "Requester" });
        Assert.Equal("Requester", (await S3.GetBucketRequestPaymentAsync(Bucket)).Payer);
    }

    [Theory]
    [InlineData("PUT", "replication")]
    [InlineData("DELETE", "replication")]
    [InlineData("GET", "abac")]
    [InlineData("POST", "metadataConfiguration")]
    [InlineData("GET", "session")]
    public async Task What_is_not_supported_names_itself(string method, string subresource)
    {
        await WithBucketAsync();
        var answer = await SendAsync(new(method), $"/{Bucket}?{subresource}", []);
        Assert.Equal((HttpStatusCode.NotImplemented, "NotImplemented"), (answer.Status, answer.Code));
        Assert.Contains(subresource, answer.Element("Header"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lifecycle", "NoSuchLifecycleConfiguration")]
    [InlineData("website", "NoSuchWebsiteConfiguration")]
    [InlineData("cors", "NoSuchCORSConfiguration")]
    [InlineData("replication", "ReplicationConfigurationNotFoundError")]
    [InlineData("object-lock", "ObjectLockConfigurationNotFoundError")]
    public async Task A_setting_that_was_never_put_is_not_found(string subresource, string code)
    {
        await WithBucketAsync();
        Assert.Equal(code, (await SendAsync(HttpMethod.Get, $"/{Bucket}?{subresource}")).Code);
    }

    [Fact]
    public async Task Another_expected_owner_is_denied()
    {
        await WithBucketAsync();
        await FailsAsync(
            () => S3.ListObjectsV2Async(new() { BucketName = Bucket, ExpectedBucketOwner = "111111111111" }),
            "AccessDenied",
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task Buckets_are_listed_page_by_page()
    {
        foreach (var name in (string[])["bucket-a", "bucket-b", "bucket-c"])
            await WithBucketAsync(name);
        var first = await S3.ListBucketsAsync(new ListBucketsRequest { MaxBuckets = 2 });
        Assert.Equal(["bucket-a", "bucket-b"], first.Buckets.Select(b => b.BucketName));
        var second = await S3.ListBucketsAsync(new ListBucketsRequest { MaxBuckets = 2, ContinuationToken = first.ContinuationToken });
        Assert.Equal(["bucket-c"], second.Buckets.Select(b => b.BucketName));
    }
}
