using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Tests.S3;

/// <summary>SSE-C, header for header.</summary>
public sealed class CustomerKeyTests : S3Test
{
    private const string Prefix = "x-amz-server-side-encryption-customer-",
        SourcePrefix = "x-amz-copy-source-server-side-encryption-customer-";

    private static readonly byte[] One = Key(1),
        Two = Key(2);

    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-s3-").FullName;

    protected override string? DataDirectory => _directory;

    [Fact]
    public async Task A_new_bucket_takes_no_customers_key_until_its_encryption_unblocks_it()
    {
        await WithBucketAsync();
        var blocked = await SealAsync("key", "body", One);
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (blocked.Status, blocked.Code));
        Assert.Equal("SSE-C", (await SendAsync(HttpMethod.Get, $"/{Bucket}?encryption")).Element("EncryptionType"));
        await UnblockAsync();
        Assert.Equal(HttpStatusCode.OK, (await SealAsync("key", "body", One)).Status);
        Assert.Equal("NONE", (await SendAsync(HttpMethod.Get, $"/{Bucket}?encryption")).Element("EncryptionType"));
    }

    [Fact]
    public async Task An_object_is_read_with_its_key_alone()
    {
        await UnblockedAsync();
        var put = await SealAsync("key", "body", One);
        Assert.Equal(
            ("AES256", Md5(One), null),
            (put.Header($"{Prefix}algorithm"), put.Header($"{Prefix}key-MD5"), put.Header("x-amz-server-side-encryption"))
        );
        Assert.NotEqual("\"841a2d689ad86bd1611447453c22c6fc\"", put.Header("ETag"));
        await RestartAsync();
        var got = await OpenAsync("key", Headers(One));
        Assert.Equal((HttpStatusCode.OK, "body", Md5(One)), (got.Status, got.Text, got.Header($"{Prefix}key-MD5")));
        var without = await OpenAsync("key");
        Assert.Equal(
            (
                HttpStatusCode.BadRequest,
                "InvalidRequest",
                "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to "
                    + "retrieve the object."
            ),
            (without.Status, without.Code, without.Element("Message"))
        );
        var wrong = await OpenAsync("key", Headers(Two));
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (wrong.Status, wrong.Code));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Head, $"/{Bucket}/key")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Head, $"/{Bucket}/key", null, Headers(One))).Status);
    }

    [Fact]
    public async Task A_key_for_what_has_none_is_refused()
    {
        await UnblockedAsync();
        await SealAsync("key", "body");
        var answer = await OpenAsync("key", Headers(One));
        Assert.Equal(
            ("InvalidRequest", "The encryption parameters are not applicable to this object."),
            (answer.Code, answer.Element("Message"))
        );
    }

    [Fact]
    public async Task A_copy_takes_the_key_of_its_source_and_one_of_its_own()
    {
        await UnblockedAsync();
        await SealAsync("key", "body", One);
        Assert.Equal("InvalidRequest", (await CopyAsync("plain")).Code);
        Assert.Equal("AccessDenied", (await CopyAsync("plain", Headers(Two, SourcePrefix))).Code);
        Assert.Equal(HttpStatusCode.OK, (await CopyAsync("plain", Headers(One, SourcePrefix))).Status);
        var plain = await OpenAsync("plain");
        Assert.Equal(
            ("body", "\"841a2d689ad86bd1611447453c22c6fc\"", "AES256"),
            (plain.Text, plain.Header("ETag"), plain.Header("x-amz-server-side-encryption"))
        );
        Assert.Equal(HttpStatusCode.OK, (await CopyAsync("other", [.. Headers(One, SourcePrefix), .. Headers(Two)])).Status);
        var other = await OpenAsync("other", Headers(Two));
        Assert.Equal(("body", null), (other.Text, other.Header("x-amz-server-side-encryption")));

        Task<Answer> CopyAsync(string to, params (string, string)[] headers) =>
            SendAsync(HttpMethod.Put, $"/{Bucket}/{to}", null, [("x-amz-copy-source", $"{Bucket}/key"), .. headers]);
    }

    [Fact]
    public async Task Each_part_comes_with_the_key_that_its_upload_was_begun_with()
    {
        await UnblockedAsync();
        var begun = await SendAsync(HttpMethod.Post, $"/{Bucket}/key?uploads", null, Headers(One));
        var id = begun.Element("UploadId");
        Assert.Equal(Md5(One), begun.Header($"{Prefix}key-MD5"));
        var path = $"/{Bucket}/key?partNumber=1&uploadId={id}";
        Assert.Equal(
            "The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption "
                + "parameters.",
            (await SendAsync(HttpMethod.Put, path, "body"u8.ToArray())).Element("Message")
        );
        Assert.Equal(
            "The provided encryption parameters did not match the ones used originally.",
            (await SendAsync(HttpMethod.Put, path, "body"u8.ToArray(), Headers(Two))).Element("Message")
        );
        var part = await SendAsync(HttpMethod.Put, path, "body"u8.ToArray(), Headers(One));
        var document =
            $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part.Header("ETag")}</ETag></Part></CompleteMultipartUpload>";
        Assert.Equal(
            HttpStatusCode.OK,
            (await SendAsync(HttpMethod.Post, $"/{Bucket}/key?uploadId={id}", Encoding.UTF8.GetBytes(document))).Status
        );
        Assert.Equal("InvalidRequest", (await OpenAsync("key")).Code);
        Assert.Equal("body", (await OpenAsync("key", Headers(One))).Text);
    }

    [Theory]
    [InlineData(
        null,
        true,
        true,
        "InvalidArgument",
        "Requests specifying Server Side Encryption with Customer provided keys must provide a valid encryption algorithm."
    )]
    [InlineData(
        "AES128",
        true,
        true,
        "InvalidEncryptionAlgorithmError",
        "The encryption request you specified is not valid. The valid value is AES256."
    )]
    [InlineData(
        "AES256",
        false,
        true,
        "InvalidArgument",
        "Requests specifying Server Side Encryption with Customer provided keys must provide an appropriate secret key."
    )]
    [InlineData(
        "AES256",
        true,
        false,
        "InvalidArgument",
        "Requests specifying Server Side Encryption with Customer provided keys must provide the client calculated MD5 of the secret key."
    )]
    public async Task A_key_is_named_whole_or_not_at_all(string? algorithm, bool key, bool md5, string code, string message)
    {
        await UnblockedAsync();
        List<(string, string)> headers = [];
        if (algorithm is not null)
            headers.Add(($"{Prefix}algorithm", algorithm));
        if (key)
            headers.Add(($"{Prefix}key", Convert.ToBase64String(One)));
        if (md5)
            headers.Add(($"{Prefix}key-MD5", Md5(One)));
        var answer = await SendAsync(HttpMethod.Put, $"/{Bucket}/key", "body"u8.ToArray(), [.. headers]);
        Assert.Equal((HttpStatusCode.BadRequest, code, message), (answer.Status, answer.Code, answer.Element("Message")));
    }

    [Fact]
    public async Task A_key_that_is_none_or_beside_another_encryption_is_refused()
    {
        await UnblockedAsync();
        Assert.Equal(
            "The secret key was invalid for the specified algorithm.",
            (await SealAsync("key", "body", new byte[16])).Element("Message")
        );
        Assert.Equal(
            "The calculated MD5 hash of the key did not match the hash that was provided.",
            (
                await SendAsync(
                    HttpMethod.Put,
                    $"/{Bucket}/key",
                    "body"u8.ToArray(),
                    [.. Headers(One)[..2], ($"{Prefix}key-MD5", Md5(Two))]
                )
            ).Element("Message")
        );
        Assert.Equal(
            "Server Side Encryption with Customer provided key is incompatible with the encryption method specified",
            (
                await SendAsync(
                    HttpMethod.Put,
                    $"/{Bucket}/key",
                    "body"u8.ToArray(),
                    [.. Headers(One), ("x-amz-server-side-encryption", "AES256")]
                )
            ).Element("Message")
        );
    }

    [Fact]
    public async Task Nothing_on_disk_has_the_key()
    {
        await UnblockedAsync();
        await SealAsync("key", "body", One);
        foreach (
            var file in Directory
                .EnumerateFiles(_directory, "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
        )
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
            var bytes = copy.ToArray();
            Assert.True(bytes.AsSpan().IndexOf(One) < 0, file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToBase64String(One))) < 0, file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Md5(One))) < 0, file);
        }
    }

    private async Task UnblockedAsync()
    {
        await WithBucketAsync();
        await UnblockAsync();
    }

    private async Task UnblockAsync()
    {
        var answer = await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}?encryption",
            "<ServerSideEncryptionConfiguration><Rule><BlockedEncryptionTypes><EncryptionType>NONE</EncryptionType></BlockedEncryptionTypes></Rule></ServerSideEncryptionConfiguration>"u8.ToArray()
        );
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    private Task<Answer> SealAsync(string key, string body, byte[]? with = null) =>
        SendAsync(HttpMethod.Put, $"/{Bucket}/{key}", Encoding.UTF8.GetBytes(body), with is null ? [] : Headers(with));

    private Task<Answer> OpenAsync(string key, params (string, string)[] headers) =>
        SendAsync(HttpMethod.Get, $"/{Bucket}/{key}", null, headers);

    private static (string, string)[] Headers(byte[] key, string prefix = Prefix) =>
        [($"{prefix}algorithm", "AES256"), ($"{prefix}key", Convert.ToBase64String(key)), ($"{prefix}key-MD5", Md5(key))];

#pragma warning disable CA5351 // The header is defined with MD5
    private static string Md5(byte[] key) => Convert.ToBase64String(MD5.HashData(key));
#pragma warning restore CA5351

    private static byte[] Key(byte seed) => [.. Enumerable.Range(0, 32).Select(i => (byte)((i * 7) ^ seed))];
}
