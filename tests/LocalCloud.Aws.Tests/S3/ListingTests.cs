using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class ListingTests : S3Test
{
    [Fact]
    public async Task Keys_come_in_utf8_order()
    {
        await WithKeysAsync("b", "a", "a/b", "Z", "é", "\uFF5E", "😀");
        Assert.Equal(["Z", "a", "a/b", "b", "é", "\uFF5E", "😀"], Keys(await ListAsync(new())));
    }

    [Fact]
    public async Task A_prefix_selects()
    {
        await WithKeysAsync("a", "photos/1", "photos/2", "photosX", "z");
        Assert.Equal(["photos/1", "photos/2"], Keys(await ListAsync(new() { Prefix = "photos/" })));
    }

    [Fact]
    public async Task A_delimiter_rolls_up()
    {
        await WithKeysAsync("a", "photos/1", "photos/2/x", "videos/1", "z");
        var list = await ListAsync(new() { Delimiter = "/" });
        Assert.Equal(["a", "z"], Keys(list));
        Assert.Equal(["photos/", "videos/"], list.CommonPrefixes);
        Assert.Equal(4, list.KeyCount);
    }

    [Fact]
    public async Task Prefix_and_delimiter_open_a_folder()
    {
        await WithKeysAsync("photos/", "photos/1", "photos/2/x", "photos/2/y");
        var list = await ListAsync(new() { Prefix = "photos/", Delimiter = "/" });
        Assert.Equal(["photos/", "photos/1"], Keys(list));
        Assert.Equal(["photos/2/"], list.CommonPrefixes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/")]
    public async Task Pages_together_are_the_whole(string? delimiter)
    {
        var keys = Enumerable.Range(0, 25).Select(i => $"{(char)('a' + (i % 5))}/{i:00}").Concat(["top1", "top2"]).ToArray();
        await WithKeysAsync(keys);
        var (seen, token, pages) = (new List<string>(), default(string), 0);
        do
        {
            var page = await ListAsync(
                new()
                {
                    MaxKeys = 3,
                    Delimiter = delimiter,
                    ContinuationToken = token,
                }
            );
            Assert.True(page.KeyCount <= 3);
            seen.AddRange(Keys(page).Concat(page.CommonPrefixes ?? []).Order(StringComparer.Ordinal));
            (token, pages) = (page.NextContinuationToken, pages + 1);
        } while (token is not null);
        string[] expected = delimiter is null ? [.. keys.Order(StringComparer.Ordinal)] : ["a/", "b/", "c/", "d/", "e/", "top1", "top2"];
        Assert.Equal(expected, seen);
        Assert.Equal((expected.Length + 2) / 3, pages);
    }

    [Fact]
    public async Task Start_after_begins_behind_a_key()
    {
        await WithKeysAsync("a", "b", "c");
        Assert.Equal(["c"], Keys(await ListAsync(new() { StartAfter = "b" })));
        Assert.Equal(["b", "c"], Keys(await ListAsync(new() { StartAfter = "aa" })));
    }

    [Fact]
    public async Task The_first_listing_goes_on_from_a_marker()
    {
        await WithKeysAsync("a", "b/1", "b/2", "c", "d");
        var first = await S3.ListObjectsAsync(
            new ListObjectsRequest
            {
                BucketName = Bucket,
                MaxKeys = 2,
                Delimiter = "/",
            }
        );
        Assert.Equal((true, "b/"), (first.IsTruncated!.Value, first.NextMarker));
        var second = await S3.ListObjectsAsync(
            new ListObjectsRequest
            {
                BucketName = Bucket,
                MaxKeys = 2,
                Delimiter = "/",
                Marker = first.NextMarker,
            }
        );
        Assert.Equal(["c", "d"], second.S3Objects.Select(o => o.Key));
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task An_entry_tells_size_tag_class_and_owner_on_request()
    {
        await WithBucketAsync();
        await PutAsync("key", "hello");
        var entry = Assert.Single((await ListAsync(new() { FetchOwner = true })).S3Objects);
        Assert.Equal(
            (5, "\"5d41402abc4b2a76b9719d911017c592\"", "STANDARD", 64),
            (entry.Size, entry.ETag, entry.StorageClass.Value, entry.Owner.Id.Length)
        );
        Assert.Null(Assert.Single((await ListAsync(new())).S3Objects).Owner);
    }

    [Fact]
    public async Task Keys_can_be_url_encoded()
    {
        await WithKeysAsync("a b+c/é&");
        var answer = await SendAsync(HttpMethod.Get, $"/{Bucket}?list-type=2&encoding-type=url");
        Assert.Equal(("url", "a+b%2Bc/%C3%A9%26"), (answer.Element("EncodingType"), answer.Element("Key")));
    }

    [Fact]
    public async Task A_control_character_is_written_as_a_reference()
    {
        await WithBucketAsync();
        await SendAsync(HttpMethod.Put, $"/{Bucket}/a%01b", []);
        Assert.Contains("<Key>a&#x1;b</Key>", (await SendAsync(HttpMethod.Get, $"/{Bucket}?list-type=2")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_keys_asked_for_are_none_given()
    {
        await WithKeysAsync("a");
        var answer = await SendAsync(HttpMethod.Get, $"/{Bucket}?list-type=2&max-keys=0");
        Assert.Equal(("0", "false"), (answer.Element("KeyCount"), answer.Element("IsTruncated")));
    }

    [Theory]
    [InlineData("list-type=2&max-keys=many", "max-keys")]
    [InlineData("list-type=2&continuation-token=nonsense", "continuation-token")]
    [InlineData("list-type=2&encoding-type=base64", "encoding-type")]
    [InlineData("list-type=3", "list-type")]
    public async Task An_argument_that_makes_no_sense_is_named(string query, string argument)
    {
        await WithBucketAsync();
        var answer = await SendAsync(HttpMethod.Get, $"/{Bucket}?{query}");
        Assert.Equal(
            (HttpStatusCode.BadRequest, "InvalidArgument", argument),
            (answer.Status, answer.Code, answer.Element("ArgumentName"))
        );
    }

    [Fact]
    public async Task A_thousand_keys_are_a_page_at_most()
    {
        await WithBucketAsync();
        await Task.WhenAll(Enumerable.Range(0, 1005).Select(i => SendAsync(HttpMethod.Put, $"/{Bucket}/{i:0000}", [])));
        var answer = await ListAsync(new() { MaxKeys = 5000 });
        Assert.Equal((1000, true), (answer.KeyCount, answer.IsTruncated!.Value));
        Assert.Equal(5, (await ListAsync(new() { ContinuationToken = answer.NextContinuationToken })).KeyCount);
    }

    [Fact]
    public async Task Every_object_has_the_one_version_null()
    {
        await WithKeysAsync("a", "b");
        var versions = (await S3.ListVersionsAsync(Bucket)).Versions;
        Assert.Equal([("a", "null", true), ("b", "null", true)], versions.Select(v => (v.Key, v.VersionId, v.IsLatest!.Value)));
    }

    private async Task WithKeysAsync(params string[] keys)
    {
        await WithBucketAsync();
        foreach (var key in keys)
            await PutAsync(key);
    }

    private Task<ListObjectsV2Response> ListAsync(ListObjectsV2Request request)
    {
        request.BucketName = Bucket;
        return S3.ListObjectsV2Async(request);
    }

    private static IEnumerable<string> Keys(ListObjectsV2Response list) => (list.S3Objects ?? []).Select(o => o.Key);
}
