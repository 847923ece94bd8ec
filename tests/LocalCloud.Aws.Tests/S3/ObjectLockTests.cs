using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class ObjectLockTests : S3Test
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-s3-").FullName;

    protected override string? DataDirectory => _directory;

    [Fact]
    public async Task A_bucket_made_with_object_lock_has_versions_for_ever()
    {
        await LockedBucketAsync();
        Assert.Equal(VersionStatus.Enabled, (await S3.GetBucketVersioningAsync(Bucket)).VersioningConfig.Status);
        var configuration = (await S3.GetObjectLockConfigurationAsync(new() { BucketName = Bucket })).ObjectLockConfiguration;
        Assert.Equal((ObjectLockEnabled.Enabled, null), (configuration.ObjectLockEnabled, configuration.Rule));
        await FailsAsync(
            () =>
                S3.PutBucketVersioningAsync(
                    new()
                    {
                        BucketName = Bucket,
                        VersioningConfig = new() { Status = VersionStatus.Suspended },
                    }
                ),
            "InvalidBucketState",
            HttpStatusCode.Conflict
        );
    }

    [Fact]
    public async Task Object_lock_comes_to_a_bucket_that_has_versions_and_to_no_other()
    {
        await WithBucketAsync();
        await FailsAsync(() => DefaultAsync(ObjectLockRetentionMode.Governance, days: 1), "InvalidBucketState", HttpStatusCode.Conflict);
        await S3.PutBucketVersioningAsync(
            new()
            {
                BucketName = Bucket,
                VersioningConfig = new() { Status = VersionStatus.Enabled },
            }
        );
        await DefaultAsync(ObjectLockRetentionMode.Governance, days: 1);
        var version = (await PutAsync("key")).VersionId;
        await DeniedAsync(() => S3.DeleteObjectAsync(Bucket, "key", version));
    }

    [Theory]
    [InlineData(1, 0, "2026-01-02T00:00:00Z")]
    [InlineData(0, 2, "2028-01-01T00:00:00Z")]
    public async Task The_default_retention_holds_new_objects_by_days_or_years(int days, int years, string until)
    {
        await LockedBucketAsync();
        await DefaultAsync(ObjectLockRetentionMode.Compliance, days, years);
        await PutAsync("key");
        var head = await S3.GetObjectMetadataAsync(Bucket, "key");
        Assert.Equal(
            (ObjectLockMode.Compliance, DateTime.Parse(until).ToUniversalTime()),
            (head.ObjectLockMode, head.ObjectLockRetainUntilDate?.ToUniversalTime())
        );
        var kept = (await S3.GetObjectLockConfigurationAsync(new() { BucketName = Bucket })).ObjectLockConfiguration.Rule.DefaultRetention;
        Assert.Equal((ObjectLockRetentionMode.Compliance, days, years), (kept.Mode, kept.Days ?? 0, kept.Years ?? 0));
        await RestartAsync();
        Assert.Equal(ObjectLockMode.Compliance, (await S3.GetObjectMetadataAsync(Bucket, "key")).ObjectLockMode);
    }

    [Fact]
    public async Task A_version_can_be_deleted_when_the_clock_has_passed_its_date_and_a_marker_can_be_made_before()
    {
        await LockedBucketAsync();
        var version = await PutLockedAsync("key", ObjectLockMode.Compliance, hours: 5);
        Assert.Equal("true", (await S3.DeleteObjectAsync(Bucket, "key")).DeleteMarker);
        await DeniedAsync(() => S3.DeleteObjectAsync(Bucket, "key", version));
        await DeniedAsync(() =>
            S3.DeleteObjectAsync(
                new()
                {
                    BucketName = Bucket,
                    Key = "key",
                    VersionId = version,
                    BypassGovernanceRetention = true,
                }
            )
        );
        Clock.Advance(TimeSpan.FromHours(5));
        await S3.DeleteObjectAsync(Bucket, "key", version);
        Assert.True(Assert.Single((await S3.ListVersionsAsync(Bucket)).Versions).IsDeleteMarker);
    }

    [Fact]
    public async Task Governance_is_bypassed_by_who_says_so_one_by_one_and_together()
    {
        await LockedBucketAsync();
        var (one, two) = (await PutLockedAsync("one", ObjectLockMode.Governance), await PutLockedAsync("two", ObjectLockMode.Governance));
        await DeniedAsync(() => S3.DeleteObjectAsync(Bucket, "one", one));
        await S3.DeleteObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "one",
                VersionId = one,
                BypassGovernanceRetention = true,
            }
        );
        var refused = await Assert.ThrowsAsync<DeleteObjectsException>(() => DeleteManyAsync(two, bypass: false));
        Assert.Equal("AccessDenied", Assert.Single(refused.Response.DeleteErrors).Code);
        Assert.Single((await DeleteManyAsync(two, bypass: true)).DeletedObjects);
    }

    [Fact]
    public async Task A_legal_hold_holds_until_it_is_taken_off()
    {
        await LockedBucketAsync();
        var version = (
            await S3.PutObjectAsync(
                new()
                {
                    BucketName = Bucket,
                    Key = "key",
                    ContentBody = "x",
                    ObjectLockLegalHoldStatus = ObjectLockLegalHoldStatus.On,
                }
            )
        ).VersionId;
        Assert.Equal(ObjectLockLegalHoldStatus.On, (await S3.GetObjectMetadataAsync(Bucket, "key")).ObjectLockLegalHoldStatus);
        await DeniedAsync(() =>
            S3.DeleteObjectAsync(
                new()
                {
                    BucketName = Bucket,
                    Key = "key",
                    VersionId = version,
                    BypassGovernanceRetention = true,
                }
            )
        );
        await S3.PutObjectLegalHoldAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                VersionId = version,
                LegalHold = new() { Status = ObjectLockLegalHoldStatus.Off },
            }
        );
        Assert.Equal(
            ObjectLockLegalHoldStatus.Off,
            (await S3.GetObjectLegalHoldAsync(new() { BucketName = Bucket, Key = "key" })).LegalHold.Status
        );
        await S3.DeleteObjectAsync(Bucket, "key", version);
    }

    [Fact]
    public async Task Without_retention_or_hold_there_is_nothing_to_show()
    {
        await LockedBucketAsync();
        await PutAsync("key");
        await FailsAsync(
            () => S3.GetObjectRetentionAsync(new() { BucketName = Bucket, Key = "key" }),
            "NoSuchObjectLockConfiguration",
            HttpStatusCode.NotFound
        );
        await FailsAsync(
            () => S3.GetObjectLegalHoldAsync(new() { BucketName = Bucket, Key = "key" }),
            "NoSuchObjectLockConfiguration",
            HttpStatusCode.NotFound
        );
    }

    [Theory]
    [InlineData("GOVERNANCE", "GOVERNANCE", 3, false, true)]
    [InlineData("GOVERNANCE", "GOVERNANCE", 1, false, false)]
    [InlineData("GOVERNANCE", "GOVERNANCE", 1, true, true)]
    [InlineData("GOVERNANCE", "COMPLIANCE", 3, false, false)]
    [InlineData("GOVERNANCE", "COMPLIANCE", 3, true, true)]
    [InlineData("GOVERNANCE", null, 0, false, false)]
    [InlineData("GOVERNANCE", null, 0, true, true)]
    [InlineData("COMPLIANCE", "COMPLIANCE", 3, false, true)]
    [InlineData("COMPLIANCE", "COMPLIANCE", 1, true, false)]
    [InlineData("COMPLIANCE", "GOVERNANCE", 3, true, false)]
    [InlineData("COMPLIANCE", null, 0, true, false)]
    public async Task A_retention_grows_and_is_weakened_only_by_who_may_bypass_it(
        string mode,
        string? next,
        int hours,
        bool bypass,
        bool allowed
    )
    {
        await LockedBucketAsync();
        await PutLockedAsync("key", mode, hours: 2);
        var body = next is null
            ? "<Retention/>"
            : $"<Retention><Mode>{next}</Mode><RetainUntilDate>2026-01-01T0{hours}:00:00Z</RetainUntilDate></Retention>";
        var answer = await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}/key?retention",
            System.Text.Encoding.UTF8.GetBytes(body),
            ("x-amz-bypass-governance-retention", bypass ? "true" : "false")
        );
        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.Status);
        if (!allowed)
            Assert.Equal(
                ("AccessDenied", "Access Denied because object protected by object lock."),
                (answer.Code, answer.Element("Message"))
            );
    }

    [Fact]
    public async Task A_retention_that_has_ended_does_not_stand_in_the_way_of_another()
    {
        await LockedBucketAsync();
        await PutLockedAsync("key", ObjectLockMode.Compliance, hours: 2);
        Clock.Advance(TimeSpan.FromHours(3));
        await S3.PutObjectRetentionAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                Retention = new() { Mode = ObjectLockRetentionMode.Governance, RetainUntilDate = Beginning.UtcDateTime.AddHours(4) },
            }
        );
        Assert.Equal(
            ObjectLockRetentionMode.Governance,
            (await S3.GetObjectRetentionAsync(new() { BucketName = Bucket, Key = "key" })).Retention.Mode
        );
    }

    [Fact]
    public async Task A_copy_has_the_lock_it_is_given_and_not_that_of_its_source()
    {
        await LockedBucketAsync();
        await PutLockedAsync("key", ObjectLockMode.Compliance);
        await S3.CopyObjectAsync(Bucket, "key", Bucket, "copy");
        Assert.Null((await S3.GetObjectMetadataAsync(Bucket, "copy")).ObjectLockMode);
        await S3.CopyObjectAsync(
            new()
            {
                SourceBucket = Bucket,
                SourceKey = "key",
                DestinationBucket = Bucket,
                DestinationKey = "held",
                ObjectLockLegalHoldStatus = ObjectLockLegalHoldStatus.On,
            }
        );
        Assert.Equal(ObjectLockLegalHoldStatus.On, (await S3.GetObjectMetadataAsync(Bucket, "held")).ObjectLockLegalHoldStatus);
    }

    [Fact]
    public async Task An_upload_in_parts_is_locked_when_it_is_completed()
    {
        await LockedBucketAsync();
        var upload = (
            await S3.InitiateMultipartUploadAsync(
                new()
                {
                    BucketName = Bucket,
                    Key = "key",
                    ObjectLockMode = ObjectLockMode.Governance,
                    ObjectLockRetainUntilDate = Beginning.UtcDateTime.AddHours(2),
                }
            )
        ).UploadId;
        var bare = await SendAsync(HttpMethod.Put, $"/{Bucket}/key?partNumber=1&uploadId={upload}", "x"u8.ToArray());
        Assert.Equal(
            ("InvalidRequest", "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Part requests with Object Lock parameters"),
            (bare.Code, bare.Element("Message"))
        );
        var part = await S3.UploadPartAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                UploadId = upload,
                PartNumber = 1,
                InputStream = new MemoryStream("x"u8.ToArray()),
            }
        );
        var done = await S3.CompleteMultipartUploadAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                UploadId = upload,
                PartETags = [new(1, part.ETag)],
            }
        );
        Assert.Equal(ObjectLockMode.Governance, (await S3.GetObjectMetadataAsync(Bucket, "key")).ObjectLockMode);
        await DeniedAsync(() => S3.DeleteObjectAsync(Bucket, "key", done.VersionId));
    }

    [Theory]
    [InlineData("GOVERNANCE", null, null, "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied")]
    [InlineData(null, "2026-02-01T00:00:00Z", null, "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied")]
    [InlineData("governance", "2026-02-01T00:00:00Z", null, "Unknown wormMode directive.")]
    [InlineData("GOVERNANCE", "tomorrow", null, "The retain until date must be provided in ISO 8601 format")]
    [InlineData("GOVERNANCE", "2025-12-31T00:00:00Z", null, "The retain until date must be in the future!")]
    [InlineData(null, null, "on", "Legal Hold must be either of 'ON' or 'OFF'")]
    public async Task Headers_that_make_no_lock_are_refused(string? mode, string? until, string? hold, string message)
    {
        await LockedBucketAsync();
        var answer = await SendAsync(HttpMethod.Put, $"/{Bucket}/key", "x"u8.ToArray(), Headers(mode, until, hold));
        Assert.Equal(("InvalidArgument", message), (answer.Code, answer.Element("Message")));
    }

    [Fact]
    public async Task Who_locks_an_object_has_to_send_a_checksum_of_it_and_needs_a_bucket_that_locks()
    {
        await LockedBucketAsync();
        var bare = await SendAsync(HttpMethod.Put, $"/{Bucket}/key", "x"u8.ToArray(), Headers(null, null, "ON"));
        Assert.Equal(
            "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters",
            bare.Element("Message")
        );
        await WithBucketAsync("open-bucket");
        var open = await SendAsync(HttpMethod.Put, "/open-bucket/key", "x"u8.ToArray(), Headers(null, null, "ON"));
        Assert.Equal("Bucket is missing Object Lock Configuration", open.Element("Message"));
    }

    [Theory]
    [InlineData("<ObjectLockEnabled>Disabled</ObjectLockEnabled>", "MalformedXML")]
    [InlineData(
        "<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode></DefaultRetention></Rule>",
        "MalformedXML"
    )]
    [InlineData(
        "<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days>"
            + "<Years>1</Years></DefaultRetention></Rule>",
        "MalformedXML"
    )]
    [InlineData(
        "<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode>"
            + "<Days>0</Days></DefaultRetention></Rule>",
        "InvalidArgument"
    )]
    [InlineData(
        "<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode>"
            + "<Years>101</Years></DefaultRetention></Rule>",
        "InvalidArgument"
    )]
    public async Task A_configuration_that_is_none_is_refused(string content, string code)
    {
        await LockedBucketAsync();
        var body = System.Text.Encoding.UTF8.GetBytes($"<ObjectLockConfiguration>{content}</ObjectLockConfiguration>");
        Assert.Equal(code, (await SendAsync(HttpMethod.Put, $"/{Bucket}?object-lock", body)).Code);
    }

    private Task LockedBucketAsync() =>
        S3.PutBucketAsync(
            new PutBucketRequest
            {
                BucketName = Bucket,
                BucketRegionName = Region,
                ObjectLockEnabledForBucket = true,
            }
        );

    private Task DefaultAsync(ObjectLockRetentionMode mode, int days = 0, int years = 0) =>
        S3.PutObjectLockConfigurationAsync(
            new()
            {
                BucketName = Bucket,
                ObjectLockConfiguration = new()
                {
                    ObjectLockEnabled = ObjectLockEnabled.Enabled,
                    Rule = new()
                    {
                        DefaultRetention = new()
                        {
                            Mode = mode,
                            Days = days > 0 ? days : null,
                            Years = years > 0 ? years : null,
                        },
                    },
                },
            }
        );

    private async Task<string> PutLockedAsync(string key, ObjectLockMode mode, int hours = 1) =>
        (
            await S3.PutObjectAsync(
                new()
                {
                    BucketName = Bucket,
                    Key = key,
                    ContentBody = "body",
                    ObjectLockMode = mode,
                    ObjectLockRetainUntilDate = Beginning.UtcDateTime.AddHours(hours),
                }
            )
        ).VersionId;

    private Task<DeleteObjectsResponse> DeleteManyAsync(string version, bool bypass) =>
        S3.DeleteObjectsAsync(
            new()
            {
                BucketName = Bucket,
                BypassGovernanceRetention = bypass,
                Objects = [new() { Key = "two", VersionId = version }],
            }
        );

    private static Task<AmazonS3Exception> DeniedAsync(Func<Task> call) => FailsAsync(call, "AccessDenied", HttpStatusCode.Forbidden);

    private static (string, string)[] Headers(string? mode, string? until, string? hold) =>
        [
            .. new[]
            {
                ("x-amz-object-lock-mode", mode),
                ("x-amz-object-lock-retain-until-date", until),
                ("x-amz-object-lock-legal-hold", hold),
            }
                .Where(header => header.Item2 is not null)
                .Select(header => (header.Item1, header.Item2!)),
        ];
}
