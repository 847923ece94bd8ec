using Amazon.S3;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class BucketStackTests : CloudFormationTest
{
    private const string Template = """
        Resources:
          Files:
            Type: AWS::S3::Bucket
            Properties:
              VersioningConfiguration: { Status: Enabled }
              NotificationConfiguration:
                EventBridgeConfiguration: { EventBridgeEnabled: true }
                QueueConfigurations:
                - Event: s3:ObjectCreated:*
                  Queue: !GetAtt Uploads.Arn
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }] } }
          Uploads: { Type: AWS::SQS::Queue }
        Outputs:
          Bucket: { Value: !Ref Files }
          Queue: { Value: !Ref Uploads }
        """;

    [Fact]
    public async Task A_bucket_has_versions_and_tells_a_queue()
    {
        var stack = await CreateAsync("files", Template);
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("files"));
        var s3 = Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));
        var bucket = Output(stack, "Bucket");
        var put = await s3.PutObjectAsync(
            new()
            {
                BucketName = bucket,
                Key = "in/a",
                ContentBody = "x",
            }
        );
        Assert.Equal(32, put.VersionId.Length);
        var told = await Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = Output(stack, "Queue"), WaitTimeSeconds = 20 });
        Assert.Contains("\"key\":\"in/a\"", Assert.Single(told.Messages).Body, StringComparison.Ordinal);
        Assert.NotNull((await s3.GetBucketNotificationAsync(bucket)).EventBridgeConfiguration);

        stack = await UpdateAsync(
            "files",
            Template.Replace("VersioningConfiguration: { Status: Enabled }", "Tags: []", StringComparison.Ordinal)
        );
        Assert.Equal("UPDATE_COMPLETE", Status(stack));
        Assert.Equal(VersionStatus.Suspended, (await s3.GetBucketVersioningAsync(bucket)).VersioningConfig.Status);
    }

    [Fact]
    public async Task A_bucket_locks_its_objects_and_goes_on_to_when_the_stack_does_not_ask_for_it_any_more()
    {
        const string Locking = """
            Resources:
              Files:
                Type: AWS::S3::Bucket
                Properties:
                  ObjectLockEnabled: true
                  ObjectLockConfiguration: { ObjectLockEnabled: Enabled, Rule: { DefaultRetention: { Mode: GOVERNANCE, Days: 3 } } }
            Outputs:
              Bucket: { Value: !Ref Files }
            """;
        var stack = await CreateAsync("files", Locking);
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("files"));
        var s3 = Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));
        var bucket = Output(stack, "Bucket");
        Assert.Equal(
            3,
            (await s3.GetObjectLockConfigurationAsync(new() { BucketName = bucket })).ObjectLockConfiguration.Rule.DefaultRetention.Days
        );
        Assert.Equal(VersionStatus.Enabled, (await s3.GetBucketVersioningAsync(bucket)).VersioningConfig.Status);

        await UpdateAsync(
            "files",
            """
            Resources: { Files: { Type: 'AWS::S3::Bucket' } }
            Outputs: { Bucket: { Value: !Ref Files } }
            """
        );
        var kept = (await s3.GetObjectLockConfigurationAsync(new() { BucketName = bucket })).ObjectLockConfiguration;
        Assert.Equal((ObjectLockEnabled.Enabled, null), (kept.ObjectLockEnabled, kept.Rule));
        Assert.Equal(VersionStatus.Enabled, (await s3.GetBucketVersioningAsync(bucket)).VersioningConfig.Status);
    }

    [Fact]
    public async Task Object_lock_without_versions_fails_the_stack()
    {
        var stack = await CreateAsync(
            "files",
            """
            Resources:
              Files:
                Type: AWS::S3::Bucket
                Properties: { ObjectLockConfiguration: { ObjectLockEnabled: Enabled } }
            """
        );
        Assert.Equal("ROLLBACK_COMPLETE", Status(stack));
        Assert.Contains("Versioning must be 'Enabled'", await ReasonsAsync("files"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_of_a_stacks_bucket_expire_by_its_lifecycle()
    {
        const string Expiring = """
            Resources:
              Files:
                Type: AWS::S3::Bucket
                Properties:
                  LifecycleConfiguration:
                    Rules:
                    - { Id: temporary, Status: Enabled, Prefix: tmp/, ObjectSizeLessThan: '1000', ExpirationInDays: 1 }
                    - { Status: Enabled, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
                      NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 3 } }
            Outputs:
              Bucket: { Value: !Ref Files }
            """;
        var stack = await CreateAsync("files", Expiring);
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("files"));
        var s3 = Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));
        var bucket = Output(stack, "Bucket");
        var put = await s3.PutObjectAsync(
            new()
            {
                BucketName = bucket,
                Key = "tmp/a",
                ContentBody = "x",
            }
        );
        Assert.Equal("temporary", put.Expiration.RuleId);
        var rules = (await s3.GetLifecycleConfigurationAsync(bucket)).Configuration.Rules;
        Assert.Equal(
            (7, 30, 3),
            (
                rules[1].AbortIncompleteMultipartUpload.DaysAfterInitiation,
                rules[1].NoncurrentVersionExpiration.NoncurrentDays,
                rules[1].NoncurrentVersionExpiration.NewerNoncurrentVersions
            )
        );
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Empty((await s3.ListObjectsV2Async(new() { BucketName = bucket })).S3Objects ?? []);
    }

    [Fact]
    public async Task A_lifecycle_that_s3_does_not_take_fails_the_stack()
    {
        var stack = await CreateAsync(
            "files",
            """
            Resources:
              Files:
                Type: AWS::S3::Bucket
                Properties: { LifecycleConfiguration: { Rules: [{ Status: Enabled, ExpirationInDays: 0 }] } }
            """
        );
        Assert.Equal("ROLLBACK_COMPLETE", Status(stack));
        Assert.Contains("'Days' for Expiration action must be a positive integer", await ReasonsAsync("files"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stacks_web_site_is_at_its_address()
    {
        var stack = await CreateAsync(
            "site",
            """
            Resources:
              Site:
                Type: AWS::S3::Bucket
                Properties:
                  PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
                  WebsiteConfiguration:
                    IndexDocument: index.html
                    ErrorDocument: error.html
                    RoutingRules:
                    - { RoutingRuleCondition: { KeyPrefixEquals: old/ },
                      RedirectRule: { ReplaceKeyPrefixWith: new/, HttpRedirectCode: '302' } }
              Open:
                Type: AWS::S3::BucketPolicy
                Properties:
                  Bucket: !Ref Site
                  PolicyDocument:
                    Statement: [{ Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub '${Site.Arn}/*' }]
            Outputs:
              Bucket: { Value: !Ref Site }
              Address: { Value: !GetAtt Site.WebsiteURL }
            """
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("site"));
        var s3 = Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));
        await s3.PutObjectAsync(
            new()
            {
                BucketName = Output(stack, "Bucket"),
                Key = "index.html",
                ContentBody = "<h1>Hello</h1>",
                ContentType = "text/html",
            }
        );
        var address = new Uri(Output(stack, "Address"));
        Assert.Equal($"{Output(stack, "Bucket")}.s3-website.{Region}.localhost", address.Host);
        Assert.Equal("<h1>Hello</h1>", await (await VisitAsync("/")).Content.ReadAsStringAsync());
        var moved = await VisitAsync("/old/page");
        Assert.Equal(
            (302, $"http://{address.Host}:{address.Port}/new/page"),
            ((int)moved.StatusCode, moved.Headers.Location?.OriginalString)
        );

        async Task<HttpResponseMessage> VisitAsync(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = address.Authority } };
            return await Http.SendAsync(request);
        }
    }

    [Theory]
    [InlineData("AccessControl: PublicRead", "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting")]
    [InlineData(
        "AccessControl: PublicRead, OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }",
        "Bucket cannot have public ACLs set with BlockPublicAccess enabled"
    )]
    [InlineData("AccessControl: Open", "AccessControl Open is no canned ACL")]
    public async Task A_canned_acl_that_the_bucket_does_not_take_fails_the_stack(string properties, string reason)
    {
        var stack = await CreateAsync("files", $"Resources: {{ Files: {{ Type: 'AWS::S3::Bucket', Properties: {{ {properties} }} }} }}");
        Assert.Equal("ROLLBACK_COMPLETE", Status(stack));
        Assert.Contains(reason, await ReasonsAsync("files"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stacks_bucket_has_its_canned_acl()
    {
        var stack = await CreateAsync(
            "files",
            """
            Resources:
              Files: { Type: 'AWS::S3::Bucket',
                Properties: { AccessControl: LogDeliveryWrite,
                OwnershipControls: { Rules: [{ ObjectOwnership: BucketOwnerPreferred }] } } }
              Own: { Type: 'AWS::S3::Bucket', Properties: { AccessControl: Private } }
            Outputs: { Bucket: { Value: !Ref Files } }
            """
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("files"));
        var s3 = Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));
        Assert.Equal(3, (await s3.GetBucketAclAsync(new() { BucketName = Output(stack, "Bucket") })).Grants.Count);
    }
}
