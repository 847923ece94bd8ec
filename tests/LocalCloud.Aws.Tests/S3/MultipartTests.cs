using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace LocalCloud.Aws.Tests.S3;

public sealed class MultipartTests : S3Test
{
    private const int PartSize = 5 << 20;

    private static readonly byte[] Data = Bytes((2 * PartSize) + 1234);

    [Fact]
    public async Task Parts_become_one_object()
    {
        await WithBucketAsync();
        var (id, parts) = await UploadAsync();
        var done = await CompleteAsync(id, parts);
        var tags = parts.SelectMany(part => Convert.FromHexString(part.ETag.Trim('"'))).ToArray();
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData(tags))}-3\"", done.ETag);
        Assert.Equal(Data, (await SendAsync(HttpMethod.Get, $"/{Bucket}/key")).Body);
        Assert.Equal(
            ("blue", "text/x-test"),
            (
                (await S3.GetObjectMetadataAsync(Bucket, "key")).Metadata["colour"],
                (await S3.GetObjectMetadataAsync(Bucket, "key")).Headers.ContentType
            )
        );
        Assert.Empty((await S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket })).MultipartUploads ?? []);
    }

    [Fact]
    public async Task A_range_can_lie_across_parts()
    {
        await WithBucketAsync();
        var (id, parts) = await UploadAsync();
        await CompleteAsync(id, parts);
        var answer = await SendAsync(HttpMethod.Get, $"/{Bucket}/key", null, ("Range", $"bytes={PartSize - 10}-{(2 * PartSize) + 9}"));
        Assert.Equal(Data.AsSpan(PartSize - 10, PartSize + 20).ToArray(), answer.Body);
    }

    [Fact]
    public async Task A_part_can_be_got_by_its_number()
    {
        await WithBucketAsync();
        var (id, parts) = await UploadAsync();
        await CompleteAsync(id, parts);
        var answer = await SendAsync(HttpMethod.Get, $"/{Bucket}/key?partNumber=3");
        Assert.Equal(
            (206, "3", $"bytes {2 * PartSize}-{Data.Length - 1}/{Data.Length}"),
            ((int)answer.Status, answer.Header("x-amz-mp-parts-count"), answer.Header("Content-Range"))
        );
        Assert.Equal(Data.AsSpan(2 * PartSize).ToArray(), answer.Body);
        Assert.Equal("InvalidPartNumber", (await SendAsync(HttpMethod.Get, $"/{Bucket}/key?partNumber=4")).Code);
    }

    [Fact]
    public async Task Before_completion_there_is_no_object()
    {
        await WithBucketAsync();
        await UploadAsync();
        Assert.Equal("NoSuchKey", (await SendAsync(HttpMethod.Get, $"/{Bucket}/key")).Code);
    }

    [Fact]
    public async Task A_repeated_completion_has_the_same_result()
    {
        await WithBucketAsync();
        var (id, parts) = await UploadAsync();
        Assert.Equal((await CompleteAsync(id, parts)).ETag, (await CompleteAsync(id, parts)).ETag);
    }

    [Fact]
    public async Task A_part_uploaded_again_replaces_the_first()
    {
        await WithBucketAsync();
        var id = await BeginAsync();
        await PartAsync(id, 1, "first"u8.ToArray());
        var second = await PartAsync(id, 1, "second"u8.ToArray());
        await CompleteAsync(id, [new(1, second.ETag)]);
        Assert.Equal("second", await GetAsync("key"));
    }

    [Fact]
    public async Task Only_listed_parts_are_taken()
    {
        await WithBucketAsync();
        var id = await BeginAsync();
        await PartAsync(id, 1, "unwanted"u8.ToArray());
        var part = await PartAsync(id, 7, "wanted"u8.ToArray());
        await CompleteAsync(id, [new(7, part.ETag)]);
        Assert.Equal("wanted", await GetAsync("key"));
    }

    [Fact]
    public async Task An_aborted_upload_is_gone()
    {
        await WithBucketAsync();
        var (id, parts) = await UploadAsync();
        await S3.AbortMultipartUploadAsync(Bucket, "key", id);
        await FailsAsync(() => CompleteAsync(id, parts), "NoSuchUpload", HttpStatusCode.NotFound);
        await FailsAsync(() => PartAsync(id, 1, [1]), "NoSuchUpload", HttpStatusCode.NotFound);
        await FailsAsync(() => S3.AbortMultipartUploadAsync(Bucket, "key", id), "NoSuchUpload", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Parts_out_of_order_are_refused()
    {
        await WithBucketAsync();
        var (id, parts) = await UploadAsync();
        var swapped =
            $"<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>{parts[1].ETag}</ETag></Part><Part>"
            + $"<PartNumber>1</PartNumber><ETag>{parts[0].ETag}</ETag></Part></CompleteMultipartUpload>";
        Assert.Equal(
            "InvalidPartOrder",
            (await SendAsync(HttpMethod.Post, $"/{Bucket}/key?uploadId={id}", System.Text.Encoding.UTF8.GetBytes(swapped))).Code
        );
    }

    [Fact]
    public async Task A_part_with_another_tag_or_number_is_invalid()
    {
        await WithBucketAsync();
        var (id, parts) = await UploadAsync();
        await FailsAsync(() => CompleteAsync(id, [parts[0], new(2, parts[0].ETag)]), "InvalidPart", HttpStatusCode.BadRequest);
        await FailsAsync(() => CompleteAsync(id, [parts[0], new(9, parts[0].ETag)]), "InvalidPart", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task All_but_the_last_part_have_5_MB()
    {
        await WithBucketAsync();
        var id = await BeginAsync();
        var (one, two) = (await PartAsync(id, 1, [1]), await PartAsync(id, 2, [2]));
        var error = await FailsAsync(
            () => CompleteAsync(id, [new(1, one.ETag), new(2, two.ETag)]),
            "EntityTooSmall",
            HttpStatusCode.BadRequest
        );
        Assert.Equal("Your proposed upload is smaller than the minimum allowed size", error.Message);
    }

    [Fact]
    public async Task A_list_without_parts_is_malformed()
    {
        await WithBucketAsync();
        var id = await BeginAsync();
        Assert.Equal(
            "MalformedXML",
            (await SendAsync(HttpMethod.Post, $"/{Bucket}/key?uploadId={id}", "<CompleteMultipartUpload/>"u8.ToArray())).Code
        );
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("one")]
    public async Task A_part_number_is_between_1_and_10000(string number)
    {
        await WithBucketAsync();
        var id = await BeginAsync();
        Assert.Equal("InvalidArgument", (await SendAsync(HttpMethod.Put, $"/{Bucket}/key?uploadId={id}&partNumber={number}", [1])).Code);
    }

    [Fact]
    public async Task Parts_are_listed_page_by_page()
    {
        await WithBucketAsync();
        var id = await BeginAsync();
        foreach (var number in (int[])[1, 3, 5])
            await PartAsync(id, number, [1, 2, 3]);
        var first = await S3.ListPartsAsync(
            new ListPartsRequest
            {
                BucketName = Bucket,
                Key = "key",
                UploadId = id,
                MaxParts = 2,
            }
        );
        Assert.Equal((true, 3), (first.IsTruncated!.Value, first.NextPartNumberMarker!.Value));
        var second = await S3.ListPartsAsync(
            new ListPartsRequest
            {
                BucketName = Bucket,
                Key = "key",
                UploadId = id,
                PartNumberMarker = "3",
            }
        );
        Assert.Equal((5, 3), (Assert.Single(second.Parts).PartNumber!.Value, second.Parts[0].Size!.Value));
    }

    [Fact]
    public async Task Uploads_are_listed_by_key_and_under_prefixes()
    {
        await WithBucketAsync();
        foreach (var key in (string[])["b", "a/1", "a/2"])
            await S3.InitiateMultipartUploadAsync(Bucket, key);
        var all = await S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket });
        Assert.Equal(["a/1", "a/2", "b"], all.MultipartUploads.Select(upload => upload.Key));
        var folded = await S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket, Delimiter = "/" });
        Assert.Equal(
            (["b"], ["a/"]),
            (folded.MultipartUploads.Select(upload => upload.Key).ToArray(), folded.CommonPrefixes.ToArray()),
            new TupleComparer()
        );
        var first = await S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket, MaxUploads = 1 });
        var next = await S3.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest
            {
                BucketName = Bucket,
                KeyMarker = first.NextKeyMarker,
                UploadIdMarker = first.NextUploadIdMarker,
            }
        );
        Assert.Equal(["a/2", "b"], next.MultipartUploads.Select(upload => upload.Key));
    }

    [Fact]
    public async Task Parts_can_be_copied_whole_and_in_ranges()
    {
        await WithBucketAsync();
        await SendAsync(HttpMethod.Put, $"/{Bucket}/source", Data);
        var id = await BeginAsync();
        CopyPartRequest Part(int number, long first, long last) =>
            new()
            {
                SourceBucket = Bucket,
                SourceKey = "source",
                DestinationBucket = Bucket,
                DestinationKey = "key",
                UploadId = id,
                PartNumber = number,
                FirstByte = first,
                LastByte = last,
            };
        var one = await S3.CopyPartAsync(Part(1, 100, 99 + PartSize));
        var two = await S3.CopyPartAsync(Part(2, 0, 9));
        await CompleteAsync(id, [new(1, one.ETag), new(2, two.ETag)]);
        await S3.DeleteObjectAsync(Bucket, "source");
        Assert.Equal(Data[100..(100 + PartSize)].Concat(Data[..10]), (await SendAsync(HttpMethod.Get, $"/{Bucket}/key")).Body);
        Assert.Equal(
            "InvalidArgument",
            (
                await SendAsync(
                    HttpMethod.Put,
                    $"/{Bucket}/key2?uploadId={await BeginAsync("key2")}&partNumber=1",
                    [],
                    ("x-amz-copy-source", $"/{Bucket}/key"),
                    ("x-amz-copy-source-range", "bytes=0-99999999")
                )
            ).Code
        );
    }

    [Fact]
    public async Task A_copy_of_an_object_of_parts_is_one_part()
    {
        await WithBucketAsync();
        var (id, parts) = await UploadAsync();
        await CompleteAsync(id, parts);
        var copy = await S3.CopyObjectAsync(Bucket, "key", Bucket, "copy");
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData(Data))}\"", copy.ETag);
        Assert.Equal(Data, (await SendAsync(HttpMethod.Get, $"/{Bucket}/copy")).Body);
    }

    [Theory]
    [InlineData("CRC32", "COMPOSITE")]
    [InlineData("SHA256", "COMPOSITE")]
    [InlineData("MD5", "COMPOSITE")]
    [InlineData("SHA512", "COMPOSITE")]
    [InlineData("XXHASH3", "COMPOSITE")]
    [InlineData("XXHASH128", "COMPOSITE")]
    [InlineData("CRC64NVME", "FULL_OBJECT")]
    [InlineData("CRC32C", "FULL_OBJECT")]
    [InlineData("CRC32", "FULL_OBJECT")]
    public async Task The_checksum_is_of_the_parts_or_of_the_whole(string algorithm, string type)
    {
        await WithBucketAsync();
        var header = "x-amz-checksum-" + algorithm.ToLowerInvariant();
        var begun = await SendAsync(
            HttpMethod.Post,
            $"/{Bucket}/key?uploads",
            [],
            ("x-amz-checksum-algorithm", algorithm),
            ("x-amz-checksum-type", type)
        );
        var id = begun.Element("UploadId");
        var parts = "";
        for (var number = 1; number <= 3; number++)
        {
            var part = await SendAsync(HttpMethod.Put, $"/{Bucket}/key?uploadId={id}&partNumber={number}", Slice(number));
            parts +=
                $"<Part><PartNumber>{number}</PartNumber><ETag>{part.Header("ETag")}</ETag><Checksum{algorithm}>{part.Header(header)}</Checksum{algorithm}></Part>";
        }
        var done = await SendAsync(
            HttpMethod.Post,
            $"/{Bucket}/key?uploadId={id}",
            System.Text.Encoding.UTF8.GetBytes($"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>"),
            ("x-amz-checksum-type", type)
        );
        var value = done.Element("Checksum" + algorithm)!;
        Assert.Equal(type, done.Element("ChecksumType"));
        Assert.Equal(value, (await SendAsync(HttpMethod.Head, $"/{Bucket}/key", null, ("x-amz-checksum-mode", "ENABLED"))).Header(header));
        if (type == "COMPOSITE")
            Assert.EndsWith("-3", value, StringComparison.Ordinal);
        else
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, $"/{Bucket}/whole", Data, (header, value))).Status);
    }

    [Fact]
    public async Task A_part_with_another_kind_of_checksum_than_its_upload_is_refused()
    {
        await WithBucketAsync();
        var begun = await SendAsync(HttpMethod.Post, $"/{Bucket}/key?uploads", [], ("x-amz-checksum-algorithm", "SHA256"));
        var answer = await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}/key?uploadId={begun.Element("UploadId")}&partNumber=1",
            "123456789"u8.ToArray(),
            ("x-amz-checksum-crc32", "y/Q5Jg==")
        );
        Assert.Equal(
            "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32",
            answer.Element("Message")
        );
    }

    [Theory]
    [InlineData("<ChecksumSHA1>AAAA</ChecksumSHA1>", "", "", "InvalidPart")]
    [InlineData("", "", "", "InvalidRequest")]
    [InlineData(
        "<ChecksumSHA256>FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=</ChecksumSHA256>",
        "x-amz-checksum-crc32",
        "AAAAAA==",
        "InvalidRequest"
    )]
    public async Task A_completion_with_another_kind_of_checksum_than_its_upload_is_refused(
        string checksum,
        string header,
        string value,
        string code
    )
    {
        await WithBucketAsync();
        var id = (await SendAsync(HttpMethod.Post, $"/{Bucket}/key?uploads", [], ("x-amz-checksum-algorithm", "SHA256"))).Element(
            "UploadId"
        );
        var part = await SendAsync(HttpMethod.Put, $"/{Bucket}/key?uploadId={id}&partNumber=1", "123456789"u8.ToArray());
        var document =
            $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part.Header("ETag")}</ETag>{checksum}</Part></CompleteMultipartUpload>";
        (string, string)[] headers = header.Length == 0 ? [] : [(header, value)];
        var answer = await SendAsync(
            HttpMethod.Post,
            $"/{Bucket}/key?uploadId={id}",
            System.Text.Encoding.UTF8.GetBytes(document),
            headers
        );
        Assert.Equal(code, answer.Code);
        Assert.Equal("NoSuchKey", (await SendAsync(HttpMethod.Get, $"/{Bucket}/key")).Code);
    }

    [Theory]
    [InlineData("If-None-Match", "*", "put", 412)]
    [InlineData("If-None-Match", "*", "put and delete", 409)]
    [InlineData("If-None-Match", "*", "", 200)]
    [InlineData("If-Match", "first", "", 200)]
    [InlineData("If-Match", "first", "put", 412)]
    [InlineData("If-Match", "first", "put the same", 409)]
    [InlineData("If-Match", "first", "delete", 404)]
    [InlineData("If-Match", "*", "", 501)]
    [InlineData("If-None-Match", "first", "", 501)]
    public async Task A_completion_sees_what_happened_since_its_upload_began(string header, string value, string meanwhile, int status)
    {
        await WithBucketAsync();
        const string First = "\"8b04d5e3775d298e78455efc5ca404d5\"";
        if (header == "If-Match")
            await PutAsync("key", "first");
        var id = (await SendAsync(HttpMethod.Post, $"/{Bucket}/key?uploads", [])).Element("UploadId");
        var part = await SendAsync(HttpMethod.Put, $"/{Bucket}/key?uploadId={id}&partNumber=1", "parts"u8.ToArray());
        if (meanwhile.StartsWith("put", StringComparison.Ordinal))
            await PutAsync("key", meanwhile == "put the same" ? "first" : "second");
        if (meanwhile.EndsWith("delete", StringComparison.Ordinal))
            await S3.DeleteObjectAsync(Bucket, "key");
        var before = await SendAsync(HttpMethod.Get, $"/{Bucket}/key");
        var document =
            $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part.Header("ETag")}</ETag></Part></CompleteMultipartUpload>";
        var answer = await SendAsync(
            HttpMethod.Post,
            $"/{Bucket}/key?uploadId={id}",
            System.Text.Encoding.UTF8.GetBytes(document),
            (header, value == "first" ? First : value)
        );
        Assert.Equal(status, (int)answer.Status);
        Assert.Equal(
            status switch
            {
                200 => null,
                404 => "NoSuchKey",
                409 => "ConditionalRequestConflict",
                412 => "PreconditionFailed",
                _ => "NotImplemented",
            },
            answer.Code
        );
        var after = await SendAsync(HttpMethod.Get, $"/{Bucket}/key");
        if (status == 200)
            Assert.Equal("parts", after.Text);
        else
            Assert.Equal((before.Status, before.Header("ETag")), (after.Status, after.Header("ETag")));
    }

    [Fact]
    public async Task Hashes_of_parts_give_no_hash_of_the_whole()
    {
        await WithBucketAsync();
        var answer = await SendAsync(
            HttpMethod.Post,
            $"/{Bucket}/key?uploads",
            [],
            ("x-amz-checksum-algorithm", "SHA256"),
            ("x-amz-checksum-type", "FULL_OBJECT")
        );
        Assert.Equal("The FULL_OBJECT checksum type cannot be used with the sha256 checksum algorithm.", answer.Element("Message"));
    }

    [Fact]
    public async Task Completion_can_depend_on_nothing_being_there()
    {
        await WithBucketAsync();
        await PutAsync("key", "first");
        var id = await BeginAsync();
        var part = await PartAsync(id, 1, [1]);
        await FailsAsync(
            () =>
                S3.CompleteMultipartUploadAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "key",
                        UploadId = id,
                        PartETags = [new(1, part.ETag)],
                        IfNoneMatch = "*",
                    }
                ),
            "PreconditionFailed",
            HttpStatusCode.PreconditionFailed
        );
        Assert.Equal("first", await GetAsync("key"));
    }

    [Fact]
    public async Task The_SDKs_transfer_utility_uploads_in_parts()
    {
        await WithBucketAsync();
        using var transfer = new TransferUtility(S3, new TransferUtilityConfig { MinSizeBeforePartUpload = PartSize });
        await transfer.UploadAsync(
            new TransferUtilityUploadRequest
            {
                BucketName = Bucket,
                Key = "key",
                InputStream = new MemoryStream(Data),
                PartSize = PartSize,
            }
        );
        Assert.EndsWith("-3\"", (await S3.GetObjectMetadataAsync(Bucket, "key")).ETag, StringComparison.Ordinal);
        Assert.Equal(Data, (await SendAsync(HttpMethod.Get, $"/{Bucket}/key")).Body);
    }

    private sealed class TupleComparer : IEqualityComparer<(string[], string[])>
    {
        public bool Equals((string[], string[]) x, (string[], string[]) y) =>
            x.Item1.SequenceEqual(y.Item1) && x.Item2.SequenceEqual(y.Item2);

        public int GetHashCode((string[], string[]) value) => 0;
    }

    private async Task<string> BeginAsync(string key = "key")
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = Bucket,
            Key = key,
            ContentType = "text/x-test",
        };
        request.Metadata.Add("colour", "blue");
        return (await S3.InitiateMultipartUploadAsync(request)).UploadId;
    }

    private Task<UploadPartResponse> PartAsync(string id, int number, byte[] data) =>
        S3.UploadPartAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                UploadId = id,
                PartNumber = number,
                InputStream = new MemoryStream(data),
            }
        );

    private async Task<(string Id, List<PartETag> Parts)> UploadAsync()
    {
        var id = await BeginAsync();
        var parts = new List<PartETag>();
        for (var number = 1; number <= 3; number++)
            parts.Add(new(number, (await PartAsync(id, number, Slice(number))).ETag));
        return (id, parts);
    }

    private Task<CompleteMultipartUploadResponse> CompleteAsync(string id, List<PartETag> parts) =>
        S3.CompleteMultipartUploadAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                UploadId = id,
                PartETags = parts,
            }
        );

    private static byte[] Slice(int number) =>
        Data.AsSpan((number - 1) * PartSize, Math.Min(PartSize, Data.Length - ((number - 1) * PartSize))).ToArray();

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
