using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class VersioningTests : S3Test
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-s3-").FullName;

    protected override string? DataDirectory => _directory;

    [Fact]
    public async Task Every_put_makes_a_version_that_can_be_read_by_its_id()
    {
        await VersionedAsync();
        var (first, second) = ((await PutAsync("key", "one")).VersionId, (await PutAsync("key", "second")).VersionId);
        Assert.Equal(32, first.Length);
        Assert.NotEqual(first, second);
        Assert.Equal("second", await GetAsync("key"));
        Assert.Equal("one", await GetVersionAsync("key", first));
        Assert.Equal((3, first), await HeadAsync("key", first));
        Assert.Equal((6, second), await HeadAsync("key", null));
    }

    [Fact]
    public async Task A_deletion_leaves_a_marker_and_deleting_the_marker_brings_the_object_back()
    {
        await VersionedAsync();
        var version = (await PutAsync("key", "one")).VersionId;
        var deletion = await S3.DeleteObjectAsync(Bucket, "key");
        Assert.Equal(("true", 32), (deletion.DeleteMarker, deletion.VersionId.Length));
        var missing = await SendAsync(HttpMethod.Get, $"/{Bucket}/key");
        Assert.Equal(
            (HttpStatusCode.NotFound, "NoSuchKey", "true", deletion.VersionId),
            (missing.Status, missing.Code, missing.Header("x-amz-delete-marker"), missing.Header("x-amz-version-id"))
        );
        var marker = await SendAsync(HttpMethod.Get, $"/{Bucket}/key?versionId={deletion.VersionId}");
        Assert.Equal(
            (HttpStatusCode.MethodNotAllowed, "MethodNotAllowed", "DeleteMarker", "DELETE"),
            (marker.Status, marker.Code, marker.Element("ResourceType"), marker.Header("Allow"))
        );
        Assert.Equal("one", await GetVersionAsync("key", version));
        Assert.Empty((await S3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects ?? []);

        var undone = await S3.DeleteObjectAsync(Bucket, "key", deletion.VersionId);
        Assert.Equal(("true", deletion.VersionId), (undone.DeleteMarker, undone.VersionId));
        Assert.Equal("one", await GetAsync("key"));
    }

    [Fact]
    public async Task What_a_version_deleted_covered_comes_to_light()
    {
        await VersionedAsync();
        await PutAsync("key", "one");
        var second = (await PutAsync("key", "two")).VersionId;
        await S3.DeleteObjectAsync(Bucket, "key", second);
        Assert.Equal("one", await GetAsync("key"));
    }

    [Fact]
    public async Task Objects_from_before_versioning_are_the_null_version_which_suspended_versioning_writes_over()
    {
        await WithBucketAsync();
        await PutAsync("key", "old");
        await SetAsync(VersionStatus.Enabled);
        await PutAsync("key", "new");
        Assert.Equal("old", await GetVersionAsync("key", "null"));
        await SetAsync(VersionStatus.Suspended);
        Assert.Equal("null", (await PutAsync("key", "suspended")).VersionId);
        Assert.Equal("suspended", await GetVersionAsync("key", "null"));
        Assert.Equal(2, (await S3.ListVersionsAsync(Bucket)).Versions.Count);
        Assert.Equal("null", (await S3.DeleteObjectAsync(Bucket, "key")).VersionId);
        Assert.Equal(
            [(true, true, "null"), (false, false, null)],
            (await S3.ListVersionsAsync(Bucket)).Versions.Select(v =>
                (v.IsLatest == true, v.IsDeleteMarker == true, v.VersionId == "null" ? "null" : null)
            )
        );
    }

    [Fact]
    public async Task Versions_are_listed_newest_first_in_pages()
    {
        await VersionedAsync();
        List<string> made = [];
        foreach (var (key, body) in new[] { ("a", "1"), ("a", "2"), ("b/1", "3"), ("b/2", "4"), ("c", "5") })
            made.Add((await PutAsync(key, body)).VersionId);
        made.Add((await S3.DeleteObjectAsync(Bucket, "c")).VersionId);
        List<string> listed = [];
        var request = new ListVersionsRequest { BucketName = Bucket, MaxKeys = 2 };
        ListVersionsResponse page;
        do
        {
            page = await S3.ListVersionsAsync(request);
            listed.AddRange(page.Versions.Select(version => version.VersionId));
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        } while (page.IsTruncated == true);
        Assert.Equal([made[1], made[0], made[2], made[3], made[5], made[4]], listed);
        var rolled = await S3.ListVersionsAsync(new ListVersionsRequest { BucketName = Bucket, Delimiter = "/" });
        Assert.Equal(("b/", 4), (Assert.Single(rolled.CommonPrefixes), rolled.Versions.Count));
    }

    [Fact]
    public async Task Unknown_versions_are_told_from_impossible_ones()
    {
        await VersionedAsync();
        await PutAsync("key");
        await FailsAsync(() => S3.GetObjectAsync(Bucket, "key", new string('x', 32)), "NoSuchVersion", HttpStatusCode.NotFound);
        var error = await FailsAsync(() => S3.GetObjectAsync(Bucket, "key", "nonsense"), "InvalidArgument", HttpStatusCode.BadRequest);
        Assert.Equal("Invalid version id specified", error.Message);
    }

    [Fact]
    public async Task An_older_version_can_be_copied_over_the_newest()
    {
        await VersionedAsync();
        var first = (await PutAsync("key", "one")).VersionId;
        await PutAsync("key", "two");
        var copy = await S3.CopyObjectAsync(
            new CopyObjectRequest
            {
                SourceBucket = Bucket,
                SourceKey = "key",
                SourceVersionId = first,
                DestinationBucket = Bucket,
                DestinationKey = "key",
            }
        );
        Assert.Equal(first, copy.SourceVersionId);
        Assert.Equal("one", await GetAsync("key"));
        Assert.Equal(3, (await S3.ListVersionsAsync(Bucket)).Versions.Count);
    }

    [Fact]
    public async Task Tags_belong_to_a_version()
    {
        await VersionedAsync();
        var first = (await PutAsync("key", "one")).VersionId;
        var second = (await PutAsync("key", "two")).VersionId;
        await S3.PutObjectTaggingAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                VersionId = first,
                Tagging = new() { TagSet = [new() { Key = "a", Value = "b" }] },
            }
        );
        Assert.Single(
            (
                await S3.GetObjectTaggingAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "key",
                        VersionId = first,
                    }
                )
            ).Tagging
        );
        Assert.Empty(
            (
                await S3.GetObjectTaggingAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "key",
                        VersionId = second,
                    }
                )
            ).Tagging
                ?? []
        );
        Assert.Equal(2, (await S3.ListVersionsAsync(Bucket)).Versions.Count);
    }

    [Fact]
    public async Task Several_objects_deleted_at_once_tell_their_markers()
    {
        await VersionedAsync();
        var version = (await PutAsync("a")).VersionId;
        await PutAsync("b");
        var answer = await S3.DeleteObjectsAsync(
            new() { BucketName = Bucket, Objects = [new() { Key = "a", VersionId = version }, new() { Key = "b" }] }
        );
        Assert.Equal(
            [("a", version, false), ("b", null, true)],
            answer.DeletedObjects.Select(deleted => (deleted.Key, (string?)deleted.VersionId, deleted.DeleteMarker == true))
        );
        Assert.Equal(32, answer.DeletedObjects[1].DeleteMarkerVersionId.Length);
    }

    [Fact]
    public async Task A_bucket_with_versions_left_is_not_empty()
    {
        await VersionedAsync();
        await PutAsync("key");
        await S3.DeleteObjectAsync(Bucket, "key");
        var error = await FailsAsync(() => S3.DeleteBucketAsync(Bucket), "BucketNotEmpty", HttpStatusCode.Conflict);
        Assert.Equal("The bucket you tried to delete is not empty. You must delete all versions in the bucket.", error.Message);
        foreach (var version in (await S3.ListVersionsAsync(Bucket)).Versions)
            await S3.DeleteObjectAsync(Bucket, version.Key, version.VersionId);
        await S3.DeleteBucketAsync(Bucket);
    }

    [Fact]
    public async Task Versions_survive_a_restart_in_their_order()
    {
        await VersionedAsync();
        var first = (await PutAsync("key", "one")).VersionId;
        await PutAsync("key", "two");
        await S3.DeleteObjectAsync(Bucket, "gone");
        await RestartAsync();
        Assert.Equal("two", await GetAsync("key"));
        Assert.Equal("one", await GetVersionAsync("key", first));
        var before = (await S3.ListVersionsAsync(Bucket)).Versions;
        Assert.Equal(
            [("gone", true, true), ("key", true, false), ("key", false, false)],
            before.Select(v => (v.Key, v.IsLatest == true, v.IsDeleteMarker == true))
        );
        await PutAsync("key", "three");
        Assert.Equal("three", await GetAsync("key"));
    }

    [Fact]
    public async Task Versioning_is_unset_until_it_is_put_and_needs_a_status()
    {
        await WithBucketAsync();
        Assert.DoesNotContain("Status", (await SendAsync(HttpMethod.Get, $"/{Bucket}?versioning")).Text, StringComparison.Ordinal);
        Assert.Null((await SendAsync(HttpMethod.Put, $"/{Bucket}/key", [1])).Header("x-amz-version-id"));
        var empty = await SendAsync(HttpMethod.Put, $"/{Bucket}?versioning", "<VersioningConfiguration/>"u8.ToArray());
        Assert.Equal("IllegalVersioningConfigurationException", empty.Code);
        Assert.Equal(
            "MalformedXML",
            (
                await SendAsync(
                    HttpMethod.Put,
                    $"/{Bucket}?versioning",
                    "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>"u8.ToArray()
                )
            ).Code
        );
        await SetAsync(VersionStatus.Enabled);
        Assert.Equal(VersionStatus.Enabled, (await S3.GetBucketVersioningAsync(Bucket)).VersioningConfig.Status);
    }

    private async Task VersionedAsync()
    {
        await WithBucketAsync();
        await SetAsync(VersionStatus.Enabled);
    }

    private Task SetAsync(VersionStatus status) =>
        S3.PutBucketVersioningAsync(
            new()
            {
                BucketName = Bucket,
                VersioningConfig = new() { Status = status },
            }
        );

    private async Task<string> GetVersionAsync(string key, string version)
    {
        using var answer = await S3.GetObjectAsync(Bucket, key, version);
        Assert.Equal(version, answer.VersionId);
        using var reader = new StreamReader(answer.ResponseStream);
        return await reader.ReadToEndAsync();
    }

    private async Task<(long, string)> HeadAsync(string key, string? version)
    {
        var head = await S3.GetObjectMetadataAsync(Bucket, key, version);
        return (head.ContentLength, head.VersionId);
    }
}
