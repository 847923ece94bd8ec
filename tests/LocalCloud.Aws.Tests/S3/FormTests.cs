using System.Net;
using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.Tests.S3;

public sealed class FormTests : S3Test
{
    [Fact]
    public async Task A_form_with_a_policy_uploads_its_file()
    {
        await WithBucketAsync();
        var answer = await PostAsync(
            Policy(
                """{"bucket":"test-bucket"},["starts-with","$key","in/"],["content-length-range",1,10],{"x-amz-meta-colour":"blue"},["starts-with","$Content-Type",""]"""
            ),
            ("key", "in/${filename}"),
            ("x-amz-meta-colour", "blue"),
            ("Content-Type", "text/x-test")
        );
        Assert.Equal((HttpStatusCode.NoContent, "\"841a2d689ad86bd1611447453c22c6fc\""), (answer.Status, answer.Header("ETag")));
        Assert.EndsWith("/test-bucket/in%2Fhello.txt", answer.Header("Location"), StringComparison.Ordinal);
        Assert.Equal("body", await GetAsync("in/hello.txt"));
        var head = await S3.GetObjectMetadataAsync(Bucket, "in/hello.txt");
        Assert.Equal(("blue", "text/x-test"), (head.Metadata["colour"], head.Headers.ContentType));
    }

    [Fact]
    public async Task The_form_chooses_its_answer()
    {
        await WithBucketAsync();
        var created = await PostAsync(null, ("key", "a"), ("success_action_status", "201"));
        Assert.Equal(
            (HttpStatusCode.Created, "PostResponse", "", "a"),
            (created.Status, created.Xml.Name.LocalName, created.Xml.Name.NamespaceName, created.Element("Key"))
        );
        var redirected = await PostAsync(null, ("key", "a"), ("success_action_redirect", "http://127.0.0.1:1/done?x=1"));
        Assert.Equal(
            (HttpStatusCode.SeeOther, "http://127.0.0.1:1/done?x=1&bucket=test-bucket&key=a&etag=%22841a2d689ad86bd1611447453c22c6fc%22"),
            (redirected.Status, redirected.Header("Location"))
        );
    }

    [Theory]
    [InlineData(
        """["eq","$key","other"]""",
        "AccessDenied",
        "Invalid according to Policy: Policy Condition failed: [\"eq\", \"$key\", \"other\"]"
    )]
    [InlineData("""{"bucket":"test-bucket"}""", "AccessDenied", "Invalid according to Policy: Extra input fields: key")]
    [InlineData(
        """{"key":"a"},["content-length-range",5,10]""",
        "EntityTooSmall",
        "Your proposed upload is smaller than the minimum allowed size"
    )]
    [InlineData("""{"key":"a"},["content-length-range",0,3]""", "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")]
    public async Task What_the_policy_does_not_allow_is_refused(string conditions, string code, string message)
    {
        await WithBucketAsync();
        var answer = await PostAsync(Policy(conditions), ("key", "a"));
        Assert.Equal((code, message), (answer.Code, answer.Element("Message")));
        Assert.Equal("NoSuchKey", (await SendAsync(HttpMethod.Get, $"/{Bucket}/a")).Code);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"key\"")]
    [InlineData("[[]]")]
    [InlineData("[null,null,null]")]
    [InlineData("[1,2,3]")]
    [InlineData("[\"eq\"]")]
    [InlineData("[\"eq\",\"$key\"]")]
    [InlineData("[\"eq\",\"key\",\"a\"]")]
    [InlineData("[\"eq\",\"$key\",1]")]
    [InlineData("[\"eq\",\"$key\",\"a\",\"b\"]")]
    [InlineData("[\"like\",\"$key\",\"a\"]")]
    [InlineData("[\"content-length-range\",0]")]
    [InlineData("[\"content-length-range\"]")]
    [InlineData("[\"content-length-range\",-1,5]")]
    [InlineData("[\"content-length-range\",0,99999999999999999999]")]
    [InlineData("[\"content-length-range\",1.5,{}]")]
    [InlineData("[\"content-length-range\",\"a\",\"b\"]")]
    [InlineData("{\"key\":1}")]
    [InlineData("{\"key\":null}")]
    [InlineData("{\"key\":[\"a\"]}")]
    public async Task A_condition_that_is_none_is_refused(string condition)
    {
        await WithBucketAsync();
        var answer = await PostAsync(Policy("{\"key\":\"a\"}," + condition), ("key", "a"));
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidPolicyDocument"), (answer.Status, answer.Code));
        Assert.Equal("NoSuchKey", (await SendAsync(HttpMethod.Get, $"/{Bucket}/a")).Code);
    }

    [Theory]
    [InlineData("x-amz-checksum-sha256", "Iw2DWNyOiJC0xY3utikS7i8gNXrpKlzIYbmOaP4xrLU=", 204)]
    [InlineData("x-amz-checksum-crc32", "AAAAAA==", 400)]
    [InlineData("x-amz-checksum-crc32", "nonsense", 400)]
    [InlineData("x-amz-checksum-blake3", "AAAAAA==", 400)]
    public async Task A_checksum_in_a_form_is_that_of_its_file(string name, string value, int status)
    {
        await WithBucketAsync();
        var answer = await PostAsync(null, ("key", "a"), (name, value));
        Assert.Equal(status, (int)answer.Status);
        if (status == 204)
            Assert.Equal(value, (await SendAsync(HttpMethod.Head, $"/{Bucket}/a", null, ("x-amz-checksum-mode", "ENABLED"))).Header(name));
        else
            Assert.Equal("NoSuchKey", (await SendAsync(HttpMethod.Get, $"/{Bucket}/a")).Code);
    }

    [Fact]
    public async Task A_policy_expires()
    {
        await WithBucketAsync();
        var policy = Policy("""{"key":"a"}""");
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("Invalid according to Policy: Policy expired.", (await PostAsync(policy, ("key", "a"))).Element("Message"));
    }

    [Fact]
    public async Task A_form_needs_a_key_and_a_file()
    {
        await WithBucketAsync();
        Assert.Equal(
            "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
            (await PostAsync(null)).Element("Message")
        );
        using var empty = new MultipartFormDataContent { { new StringContent("a"), "key" } };
        Assert.Equal("POST requires exactly one file upload per request.", (await SendAsync(empty)).Element("Message"));
        var answer = await SendAsync(HttpMethod.Post, $"/{Bucket}", [1]);
        Assert.Equal(
            (HttpStatusCode.PreconditionFailed, "Bucket POST must be of the enclosure-type multipart/form-data"),
            (answer.Status, answer.Element("Condition"))
        );
    }

    private string Policy(string conditions) =>
        Convert.ToBase64String(
            Encoding.UTF8.GetBytes(
                $$"""
                {"expiration":{{JsonSerializer.Serialize(Clock.GetUtcNow().AddHours(1).UtcDateTime)}},
                 "conditions":[{{conditions}},{"x-amz-credential":"{{Credential}}"}]}
                """
            )
        );

    private static string Credential => $"{Account}/20260101/{Region}/s3/aws4_request";

    private async Task<Answer> PostAsync(string? policy, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        form.Add(new StringContent(Credential), "x-amz-credential");
        if (policy is not null)
            form.Add(new StringContent(policy), "policy");
        form.Add(new StringContent("body"), "file", "hello.txt");
        return await SendAsync(form);
    }

    private async Task<Answer> SendAsync(MultipartFormDataContent form)
    {
        using var response = await Http.PostAsync($"/{Bucket}", form);
        return new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());
    }
}
