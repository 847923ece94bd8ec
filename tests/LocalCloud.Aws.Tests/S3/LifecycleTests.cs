using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class LifecycleTests : S3Test
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-s3-").FullName;

    protected override string? DataDirectory => _directory;

    protected override DateTimeOffset Beginning => new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_object_expires_at_the_midnight_after_its_days_have_passed()
    {
        await WithRulesAsync(Rule("three days/é", "<Filter/>", "<Expiration><Days>3</Days></Expiration>"));
        await PutAsync("key");
        Assert.Equal(
            "expiry-date=\"Mon, 19 Jan 2026 00:00:00 GMT\", rule-id=\"three%20days%2F%C3%A9\"",
            (await HeadAsync("key")).Header("x-amz-expiration")
        );
        AdvanceTo(2026, 1, 18, 23, 59);
        Assert.Equal("body", await GetAsync("key"));
        AdvanceTo(2026, 1, 19);
        await FailsAsync(() => S3.GetObjectAsync(Bucket, "key"), "NoSuchKey", HttpStatusCode.NotFound);
        Assert.Empty((await S3.ListVersionsAsync(Bucket)).Versions ?? []);
    }

    [Fact]
    public async Task A_rule_is_carried_out_from_the_first_midnight_after_it_was_put()
    {
        await WithBucketAsync();
        await PutAsync("key");
        Clock.Advance(TimeSpan.FromDays(100));
        await RulesAsync(Rule("a", "<Filter/>", "<Expiration><Days>1</Days></Expiration>"));
        await RestartAsync();
        Assert.Equal("body", await GetAsync("key"));
        Clock.Advance(TimeSpan.FromHours(14));
        await FailsAsync(() => S3.GetObjectAsync(Bucket, "key"), "NoSuchKey", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_fell_due_while_it_was_down_is_made_up_for_and_what_has_gone_stays_gone()
    {
        await WithRulesAsync(Rule("a", "<Filter><Prefix>old/</Prefix></Filter>", "<Expiration><Days>1</Days></Expiration>"));
        await PutAsync("old/key");
        await PutAsync("new/key");
        await RestartAsync(() => Clock.Advance(TimeSpan.FromDays(5)));
        await RestartAsync();
        Assert.Equal(["new/key"], await KeysAsync());
    }

    [Fact]
    public async Task A_date_expires_what_there_is_then()
    {
        await WithRulesAsync(Rule("a", "<Filter/>", "<Expiration><Date>2026-02-01T00:00:00Z</Date></Expiration>"));
        await PutAsync("key");
        Assert.Equal("expiry-date=\"Sun, 01 Feb 2026 00:00:00 GMT\", rule-id=\"a\"", (await HeadAsync("key")).Header("x-amz-expiration"));
        AdvanceTo(2026, 1, 31, 23);
        Assert.Equal(["key"], await KeysAsync());
        AdvanceTo(2026, 2, 1);
        Assert.Empty(await KeysAsync());
    }

    [Theory]
    [InlineData("<Filter><Prefix>a/</Prefix></Filter>", "a/small a/tagged")]
    [InlineData("<Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter>", "a/tagged b/tagged")]
    [InlineData("<Filter><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></Filter>", "b/large")]
    [InlineData("<Filter><ObjectSizeLessThan>5</ObjectSizeLessThan></Filter>", "a/small a/tagged b/tagged")]
    [InlineData(
        "<Filter><And><Prefix>b/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag><ObjectSizeLessThan>5</ObjectSizeLessThan></And></Filter>",
        "b/tagged"
    )]
    [InlineData("<Prefix>b/</Prefix>", "b/large b/tagged")]
    public async Task Only_what_the_filter_lets_through_expires(string filter, string expired)
    {
        await WithRulesAsync(Rule("a", filter, "<Expiration><Days>1</Days></Expiration>"));
        await PutAsync("a/small", "1");
        await PutAsync("b/large", "123456");
        foreach (var key in (string[])["a/tagged", "b/tagged"])
            await S3.PutObjectAsync(
                new()
                {
                    BucketName = Bucket,
                    Key = key,
                    ContentBody = "1",
                    TagSet = [new() { Key = "k", Value = "v" }],
                }
            );
        var all = await KeysAsync();
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(expired.Split(' '), all.Except(await KeysAsync()));
    }

    [Fact]
    public async Task A_rule_that_is_disabled_does_nothing()
    {
        await WithRulesAsync("<Rule><ID>a</ID><Status>Disabled</Status><Filter/><Expiration><Days>1</Days></Expiration></Rule>");
        await PutAsync("key");
        Assert.Null((await HeadAsync("key")).Header("x-amz-expiration"));
        Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(["key"], await KeysAsync());
    }

    [Fact]
    public async Task With_versions_a_marker_hides_what_expires_then_the_version_goes_and_then_the_marker()
    {
        await VersionedAsync();
        await RulesAsync(
            Rule("current", "<Filter/>", "<Expiration><Days>2</Days></Expiration>"),
            Rule("noncurrent", "<Filter/>", "<NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays></NoncurrentVersionExpiration>")
        );
        await PutAsync("key");
        AdvanceTo(2026, 1, 18);
        var versions = (await S3.ListVersionsAsync(Bucket)).Versions;
        Assert.Equal(
            [(true, new DateTime(2026, 1, 18)), (false, new DateTime(2026, 1, 15, 10, 30, 0))],
            versions.Select(version => (version.IsDeleteMarker == true, version.LastModified!.Value.ToUniversalTime()))
        );
        AdvanceTo(2026, 1, 21, 23, 59);
        Assert.Equal(2, (await S3.ListVersionsAsync(Bucket)).Versions.Count);
        AdvanceTo(2026, 1, 22);
        Assert.Empty((await S3.ListVersionsAsync(Bucket)).Versions ?? []);
    }

    [Fact]
    public async Task A_clock_that_jumps_far_comes_to_the_same()
    {
        await VersionedAsync();
        await RulesAsync(
            Rule(
                "a",
                "<Filter/>",
                "<Expiration><Days>2</Days></Expiration><NoncurrentVersionExpiration>"
                    + "<NoncurrentDays>3</NoncurrentDays></NoncurrentVersionExpiration>"
            )
        );
        await PutAsync("key");
        await RestartAsync(() => Clock.Advance(TimeSpan.FromDays(365)));
        Assert.Empty((await S3.ListVersionsAsync(Bucket)).Versions ?? []);
    }

    [Fact]
    public async Task A_delete_marker_goes_when_it_hides_nothing_any_more()
    {
        await VersionedAsync();
        await RulesAsync(Rule("a", "<Filter/>", "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>"));
        var version = (await PutAsync("key")).VersionId;
        await S3.DeleteObjectAsync(Bucket, "key");
        Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(2, (await S3.ListVersionsAsync(Bucket)).Versions.Count);
        await S3.DeleteObjectAsync(Bucket, "key", version);
        Assert.Single((await S3.ListVersionsAsync(Bucket)).Versions);
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await S3.ListVersionsAsync(Bucket)).Versions ?? []);
    }

    [Fact]
    public async Task The_newest_noncurrent_versions_stay_as_many_as_the_rule_says()
    {
        await VersionedAsync();
        await RulesAsync(
            Rule(
                "a",
                "<Filter/>",
                "<NoncurrentVersionExpiration><NewerNoncurrentVersions>2</NewerNoncurrentVersions>"
                    + "<NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>"
            )
        );
        List<string> made = [];
        for (var i = 0; i < 5; i++)
            made.Add((await PutAsync("key", $"{i}")).VersionId);
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal([made[4], made[3], made[2]], (await S3.ListVersionsAsync(Bucket)).Versions.Select(version => version.VersionId));
        Assert.Equal("4", await GetAsync("key"));
    }

    [Fact]
    public async Task A_locked_version_does_not_expire_before_its_lock_ends()
    {
        await S3.PutBucketAsync(
            new PutBucketRequest
            {
                BucketName = Bucket,
                BucketRegionName = Region,
                ObjectLockEnabledForBucket = true,
            }
        );
        await RulesAsync(
            Rule("a", "<Filter/>", "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>")
        );
        await S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                ContentBody = "x",
                ObjectLockMode = ObjectLockMode.Compliance,
                ObjectLockRetainUntilDate = Beginning.UtcDateTime.AddDays(10),
            }
        );
        await PutAsync("key", "new");
        Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(2, (await S3.ListVersionsAsync(Bucket)).Versions.Count);
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Single((await S3.ListVersionsAsync(Bucket)).Versions);
    }

    [Fact]
    public async Task An_upload_that_is_not_completed_ends_and_says_when()
    {
        await WithRulesAsync(
            Rule(
                "clean",
                "<Filter><Prefix>up/</Prefix></Filter>",
                "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>"
            )
        );
        var upload = await S3.InitiateMultipartUploadAsync(Bucket, "up/key");
        await S3.InitiateMultipartUploadAsync(Bucket, "other");
        Assert.Equal((new DateTime(2026, 1, 23), "clean"), (upload.AbortDate?.ToUniversalTime(), upload.AbortRuleId));
        Assert.Equal(
            "clean",
            (
                await S3.ListPartsAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "up/key",
                        UploadId = upload.UploadId,
                    }
                )
            ).AbortRuleId
        );
        AdvanceTo(2026, 1, 23);
        Assert.Equal("other", Assert.Single((await S3.ListMultipartUploadsAsync(Bucket)).MultipartUploads).Key);
    }

    [Theory]
    [InlineData("STANDARD", 200_000, "", "<Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition>", "STANDARD_IA")]
    [InlineData(
        "STANDARD",
        200_000,
        "",
        "<Transition><Days>0</Days><StorageClass>GLACIER_IR</StorageClass></Transition><Transition><Days>30</Days>"
            + "<StorageClass>DEEP_ARCHIVE</StorageClass></Transition>",
        "DEEP_ARCHIVE"
    )]
    [InlineData("GLACIER", 200_000, "", "<Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition>", "GLACIER")]
    [InlineData("ONEZONE_IA", 200_000, "", "<Transition><Days>30</Days><StorageClass>GLACIER_IR</StorageClass></Transition>", "ONEZONE_IA")]
    [InlineData("STANDARD", 10, "", "<Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition>", "STANDARD")]
    [InlineData(
        "STANDARD",
        10,
        "<ObjectSizeGreaterThan>5</ObjectSizeGreaterThan>",
        "<Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition>",
        "STANDARD_IA"
    )]
    [InlineData(
        "STANDARD",
        200_000,
        "",
        "<Transition><Date>2026-02-01T00:00:00Z</Date><StorageClass>INTELLIGENT_TIERING</StorageClass></Transition>",
        "INTELLIGENT_TIERING"
    )]
    public async Task A_transition_moves_an_object_to_a_colder_class_and_never_back(
        string from,
        int size,
        string filter,
        string moves,
        string to
    )
    {
        await WithRulesAsync(Rule("a", $"<Filter>{filter}</Filter>", moves));
        await S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                InputStream = new MemoryStream(new byte[size]),
                StorageClass = from,
            }
        );
        Clock.Advance(TimeSpan.FromDays(32));
        Assert.Equal(to, (await S3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects[0].StorageClass);
        Assert.Equal(Beginning.UtcDateTime, (await S3.GetObjectMetadataAsync(Bucket, "key")).LastModified?.ToUniversalTime());
    }

    [Fact]
    public async Task Small_objects_move_to_glacier_where_sizes_go_by_the_class()
    {
        await WithBucketAsync();
        var rules = Encoding.UTF8.GetBytes(
            $"<LifecycleConfiguration>{Rule("a", "<Filter/>", "<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>")}</LifecycleConfiguration>"
        );
        await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}?lifecycle",
            rules,
            ("x-amz-transition-default-minimum-object-size", "varies_by_storage_class")
        );
        await PutAsync("key");
        Clock.Advance(TimeSpan.FromDays(3));
        await FailsAsync(() => S3.GetObjectAsync(Bucket, "key"), "InvalidObjectState", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_queue_hears_of_what_the_lifecycle_does()
    {
        await VersionedAsync();
        var queue = (await Sqs.CreateQueueAsync("heard")).QueueUrl;
        await S3.PutBucketNotificationAsync(
            new()
            {
                BucketName = Bucket,
                QueueConfigurations =
                [
                    new()
                    {
                        Queue = $"arn:aws:sqs:{Region}:{Account}:heard",
                        Events = ["s3:LifecycleExpiration:*", "s3:LifecycleTransition"],
                    },
                ],
            }
        );
        await RulesAsync(
            Rule(
                "a",
                "<Filter><Prefix>a</Prefix></Filter>",
                "<Expiration><Days>2</Days></Expiration><NoncurrentVersionExpiration>"
                    + "<NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>"
            ),
            Rule(
                "b",
                "<Filter><And><Prefix>b</Prefix><ObjectSizeGreaterThan>0</ObjectSizeGreaterThan></And></Filter>",
                "<Transition><Days>0</Days><StorageClass>GLACIER_IR</StorageClass></Transition>"
            )
        );
        await Sqs.PurgeQueueAsync(queue);
        await PutAsync("a");
        await PutAsync("b");
        AdvanceTo(2026, 1, 16);
        Assert.Contains("\"destinationStorageClass\":\"GLACIER_IR\"", await HearAsync("LifecycleTransition"), StringComparison.Ordinal);
        AdvanceTo(2026, 1, 18);
        Assert.Contains(
            "\"principalId\":\"s3.amazonaws.com\"",
            await HearAsync("LifecycleExpiration:DeleteMarkerCreated"),
            StringComparison.Ordinal
        );
        AdvanceTo(2026, 1, 20);
        Assert.Contains("\"key\":\"a\"", await HearAsync("LifecycleExpiration:Delete"), StringComparison.Ordinal);

        async Task<string> HearAsync(string name)
        {
            while (true)
            {
                var received = await Sqs.ReceiveMessageAsync(
                    new ReceiveMessageRequest
                    {
                        QueueUrl = queue,
                        WaitTimeSeconds = 20,
                        MaxNumberOfMessages = 1,
                    },
                    TestContext.Current.CancellationToken
                );
                var message = Assert.Single(received.Messages);
                await Sqs.DeleteMessageAsync(queue, message.ReceiptHandle);
                if (message.Body.Contains($"\"eventName\":\"{name}\"", StringComparison.Ordinal))
                    return message.Body;
                Assert.Contains("s3:TestEvent", message.Body, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(
        "<Filter><Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></Filter>",
        "<Expiration><Days>1</Days></Expiration>",
        "MalformedXML",
        null
    )]
    [InlineData("<Filter/>", "<Expiration><Days>1</Days><Date>2026-02-01T00:00:00Z</Date></Expiration>", "MalformedXML", null)]
    [InlineData(
        "<Filter/>",
        "<Expiration><Days>0</Days></Expiration>",
        "InvalidArgument",
        "'Days' for Expiration action must be a positive integer"
    )]
    [InlineData(
        "<Filter/>",
        "<Expiration><Date>2026-02-01T01:00:00Z</Date></Expiration>",
        "InvalidArgument",
        "'Date' must be at midnight GMT"
    )]
    [InlineData(
        "<Filter/>",
        "<Transition><Days>29</Days><StorageClass>STANDARD_IA</StorageClass></Transition>",
        "InvalidArgument",
        "'Days' in Transition action must be greater than or equal to 30 for storageClass 'STANDARD_IA'"
    )]
    [InlineData("<Filter/>", "<Transition><Days>1</Days><StorageClass>COLD</StorageClass></Transition>", "MalformedXML", null)]
    [InlineData(
        "<Filter/>",
        "<Expiration><Days>5</Days></Expiration><Transition><Days>5</Days><StorageClass>GLACIER</StorageClass></Transition>",
        "InvalidArgument",
        "'Days' in the Expiration action for filter '(prefix=)' must be greater than 'Days' in the Transition action"
    )]
    [InlineData(
        "<Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter>",
        "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>",
        "InvalidRequest",
        "AbortIncompleteMultipartUpload cannot be specified with Tags."
    )]
    [InlineData(
        "<Filter/>",
        "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays>"
            + "<NewerNoncurrentVersions>101</NewerNoncurrentVersions></NoncurrentVersionExpiration>",
        "InvalidArgument",
        null
    )]
    public async Task A_rule_that_cannot_be_carried_out_is_refused(string filter, string actions, string code, string? message)
    {
        await WithBucketAsync();
        var answer = await PutRulesAsync(Rule("a", filter, actions));
        Assert.Equal(
            (HttpStatusCode.BadRequest, code, message ?? answer.Element("Message")),
            (answer.Status, answer.Code, answer.Element("Message"))
        );
    }

    private void AdvanceTo(int year, int month, int day, int hour = 0, int minute = 0) =>
        Clock.Advance(new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero) - Clock.GetUtcNow());

    private async Task<string[]> KeysAsync() =>
        [.. ((await S3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects ?? []).Select(entry => entry.Key)];

    private Task<Answer> HeadAsync(string key) => SendAsync(HttpMethod.Head, $"/{Bucket}/{key}");

    private static string Rule(string id, string filter, string actions) =>
        $"<Rule><ID>{id}</ID>{filter}<Status>Enabled</Status>{actions}</Rule>";

    private async Task VersionedAsync()
    {
        await WithBucketAsync();
        await S3.PutBucketVersioningAsync(
            new()
            {
                BucketName = Bucket,
                VersioningConfig = new() { Status = VersionStatus.Enabled },
            }
        );
    }

    private async Task WithRulesAsync(params string[] rules)
    {
        await WithBucketAsync();
        await RulesAsync(rules);
    }

    private async Task RulesAsync(params string[] rules)
    {
        var answer = await PutRulesAsync(rules);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    private Task<Answer> PutRulesAsync(params string[] rules) =>
        SendAsync(
            HttpMethod.Put,
            $"/{Bucket}?lifecycle",
            Encoding.UTF8.GetBytes($"<LifecycleConfiguration>{string.Concat(rules)}</LifecycleConfiguration>")
        );

    [Fact]
    public async Task Noncurrent_versions_move_by_how_long_they_have_been_covered()
    {
        await VersionedAsync();
        await RulesAsync(
            Rule(
                "a",
                "<Filter><ObjectSizeGreaterThan>0</ObjectSizeGreaterThan></Filter>",
                "<NoncurrentVersionTransition><NoncurrentDays>5</NoncurrentDays>"
                    + "<StorageClass>GLACIER</StorageClass></NoncurrentVersionTransition>"
            )
        );
        var version = (await PutAsync("key", "old")).VersionId;
        Clock.Advance(TimeSpan.FromDays(30));
        await PutAsync("key", "new");
        Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(S3StorageClass.Standard, (await S3.ListVersionsAsync(Bucket)).Versions[1].StorageClass);
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(
            [(S3StorageClass.Standard, false), (S3StorageClass.Glacier, true)],
            (await S3.ListVersionsAsync(Bucket)).Versions.Select(listed => (listed.StorageClass, listed.VersionId == version))
        );
    }
}
