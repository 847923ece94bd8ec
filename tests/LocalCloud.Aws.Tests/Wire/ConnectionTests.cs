using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LocalCloud.Aws.Tests.Wire;

/// <summary>What clients meet on the connection itself, byte for byte.</summary>
public sealed class ConnectionTests : AwsTest
{
    private static readonly string Signed = $"Authorization: {AwsCaller.Authorization("s3", Account, Region)}\r\n";

    protected override bool OverHttp => true;

    [Fact]
    public async Task A_body_that_was_refused_before_it_came_is_not_waited_for()
    {
        var head = await ExchangeAsync(
            $"PUT /no-such-bucket/key HTTP/1.1\r\nHost: localhost\r\n{Signed}Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"
        );
        Assert.StartsWith("HTTP/1.1 404", head, StringComparison.Ordinal);
        Assert.Contains("Connection: close", head, StringComparison.Ordinal);
    }

    // What comes first decides: botocore keeps a final status that came in place of a 100 for the next request
    [Theory]
    [InlineData("PUT /expecting/key", "s3", "")]
    [InlineData("PUT /no-such-bucket/key", "s3", "")]
    [InlineData("PUT /expecting/key?uploadId=none&partNumber=1", "s3", "")]
    [InlineData("PUT /expecting/key", "s3", "x-amz-expected-bucket-owner: 999999999999\r\n")]
    [InlineData("PUT /expecting/key", "s3", "If-Match: \"none\"\r\n")]
    [InlineData("POST /expecting/key?uploads", "s3", "")]
    [InlineData("GET /expecting", "s3", "")]
    [InlineData("DELETE /expecting/none", "s3", "")]
    [InlineData("POST /", "sqs", "X-Amz-Target: AmazonSQS.ListQueues\r\nContent-Type: application/x-amz-json-1.0\r\n")]
    [InlineData("POST /", "dynamodb", "X-Amz-Target: DynamoDB_20120810.PutItem\r\nContent-Type: application/x-amz-json-1.0\r\n")]
    [InlineData("POST /", "sns", "Content-Type: application/x-www-form-urlencoded\r\n")]
    [InlineData("POST /2015-03-31/functions/none/invocations", "lambda", "")]
    [InlineData("POST /", "nothing", "")]
    [InlineData("PUT /expecting/key", "s3", "Origin: https://example.com\r\n")]
    [InlineData("GET /_localcloud/health", "s3", "")]
    public async Task An_empty_body_is_asked_for_before_any_answer(string line, string service, string headers)
    {
        await MakeBucketAsync("expecting");
        var answers = await ExchangeAsync(
            $"{line} HTTP/1.1\r\nHost: localhost\r\n{Signed.Replace("/s3/", $"/{service}/", StringComparison.Ordinal)}{headers}Expect: "
                + "100-continue\r\nContent-Length: 0\r\n\r\n"
                + $"GET / HTTP/1.1\r\nHost: localhost\r\n{Signed}Connection: close\r\n\r\n",
            null
        );
        Assert.StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 ", answers, StringComparison.Ordinal);
        Assert.Single(answers.Split("100 Continue").Skip(1));
        if (!headers.StartsWith("Origin", StringComparison.Ordinal))
            Assert.Contains("<ListAllMyBucketsResult", answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_body_that_a_fault_strikes_is_asked_for_too()
    {
        using var fault = await Http.PostAsync("/_localcloud/faults", new StringContent("""{"kind":"throttling","service":"s3"}"""));
        Assert.True(fault.IsSuccessStatusCode);
        var answer = await ExchangeAsync(
            $"PUT /struck/key HTTP/1.1\r\nHost: localhost\r\n{Signed}Expect: 100-continue\r\nContent-Length: 0\r\n\r\n"
        );
        Assert.StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_is_asked_for_once_and_the_connection_goes_on()
    {
        await MakeBucketAsync("expecting");
        var head = $"PUT /expecting/key HTTP/1.1\r\nHost: localhost\r\n{Signed}Expect: 100-continue\r\nContent-Length: 3\r\n\r\n";
        var rest = $"abcGET / HTTP/1.1\r\nHost: localhost\r\n{Signed}Connection: close\r\n\r\n";
        // Who sends the body without waiting is not asked for it any more
        Assert.StartsWith("HTTP/1.1 200 ", await ExchangeAsync(head + rest, null), StringComparison.Ordinal);
        var answers = await ExchangeAsync(head, null, rest);
        Assert.StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ", answers, StringComparison.Ordinal);
        Assert.Single(answers.Split("100 Continue").Skip(1));
        Assert.Contains("<ListAllMyBucketsResult", answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_nobody_asked_for_ends_the_connection_after_a_good_answer_too()
    {
        var answer = await ExchangeAsync(
            $"GET / HTTP/1.1\r\nHost: localhost\r\n{Signed}Expect: 100-continue\r\nContent-Length: 3\r\n\r\n",
            "</ListAllMyBucketsResult>"
        );
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    private async Task MakeBucketAsync(string name)
    {
        using var bucket = new HttpRequestMessage(HttpMethod.Put, $"/{name}")
        {
            Content = new StringContent(
                $"<CreateBucketConfiguration><LocationConstraint>{Region}</LocationConstraint></CreateBucketConfiguration>"
            ),
        };
        bucket.Headers.TryAddWithoutValidation("Authorization", Signed["Authorization: ".Length..].Trim());
        using var made = await Http.SendAsync(bucket);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_refused_body_that_is_sent_all_the_same_leaves_the_connection_usable()
    {
        var answers = await ExchangeAsync(
            $"PUT /no-such-bucket/key HTTP/1.1\r\nHost: localhost\r\n{Signed}Content-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: "
                + $"localhost\r\n{Signed}Connection: close\r\n\r\n",
            "</ListAllMyBucketsResult>"
        );
        Assert.StartsWith("HTTP/1.1 404", answers, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 200", answers, StringComparison.Ordinal);
        Assert.Contains("<ListAllMyBucketsResult", answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chunks_of_unknown_length_are_no_object()
    {
        using var bucket = new HttpRequestMessage(HttpMethod.Put, "/chunked-bucket");
        bucket.Headers.TryAddWithoutValidation("Authorization", Signed["Authorization: ".Length..].Trim());
        Assert.NotEqual(HttpStatusCode.NotFound, (await Http.SendAsync(bucket)).StatusCode);
        var answer = await ExchangeAsync(
            $"PUT /chunked-bucket/key HTTP/1.1\r\nHost: localhost\r\n{Signed}Transfer-Encoding: chunked\r\nConnection: "
                + "close\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        );
        Assert.StartsWith("HTTP/1.1 501", answer, StringComparison.Ordinal);
        Assert.Contains("<Header>Transfer-Encoding</Header>", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5173", true)]
    [InlineData("https://app.localhost", true)]
    [InlineData("http://127.0.0.1:3000", true)]
    [InlineData("https://example.com", false)]
    [InlineData("http://localhost.example.com", false)]
    [InlineData("null", false)]
    public async Task Pages_of_local_origins_may_call_and_no_others(string origin, bool allowed)
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/");
        preflight.Headers.TryAddWithoutValidation("Origin", origin);
        preflight.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "POST");
        preflight.Headers.TryAddWithoutValidation("Access-Control-Request-Headers", "authorization,x-amz-target");
        using var answer = await Http.SendAsync(preflight);
        Assert.Equal(allowed ? origin : null, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(allowed ? "authorization,x-amz-target" : null, Header(answer, "Access-Control-Allow-Headers"));

        using var call = Call("DynamoDB_20120810.ListTables");
        call.Headers.TryAddWithoutValidation("Origin", origin);
        using var listed = await Http.SendAsync(call);
        Assert.Equal(
            (allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, allowed ? origin : null),
            (listed.StatusCode, Header(listed, "Access-Control-Allow-Origin"))
        );
    }

    [Fact]
    public async Task DynamoDB_tells_the_checksum_of_its_answers()
    {
        using var call = Call("DynamoDB_20120810.ListTables");
        using var answer = await Http.SendAsync(call);
        var sum = System.IO.Hashing.Crc32.HashToUInt32(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(sum.ToString(System.Globalization.CultureInfo.InvariantCulture), Header(answer, "x-amz-crc32"));
    }

    [Fact]
    public async Task What_is_signed_for_another_service_is_no_bucket()
    {
        using var call = Call(null);
        using var answer = await Http.SendAsync(call);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("UnknownOperationException", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ec2", "POST", "/", "Action=DescribeInstances&Version=2016-11-15", "<Response><Errors><Error><Code>InvalidAction</Code>")]
    [InlineData("autoscaling", "POST", "/", "Action=DescribeAutoScalingGroups&Version=2011-01-01", "<Code>InvalidAction</Code>")]
    [InlineData("cloudfront", "GET", "/2020-05-31/distribution", null, "<ErrorResponse")]
    [InlineData("route53", "GET", "/2013-04-01/hostedzone", null, "<ErrorResponse")]
    [InlineData("kafka", "GET", "/v1/clusters", null, "{")]
    public async Task A_service_that_is_not_here_answers_in_its_clients_protocol(
        string service,
        string method,
        string path,
        string? form,
        string expected
    )
    {
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            Signed["Authorization: ".Length..].Trim().Replace("/s3/", $"/{service}/", StringComparison.Ordinal)
        );
        if (form is not null)
            request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static HttpRequestMessage Call(string? target)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/x-amz-json-1.0"),
        };
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            Signed["Authorization: ".Length..].Trim().Replace("/s3/", "/dynamodb/", StringComparison.Ordinal)
        );
        if (target is not null)
            request.Headers.Add("X-Amz-Target", target);
        return request;
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    /// <summary>What comes, up to the answer's last element; null: to the end of the connection.</summary>
    private async Task<string> ExchangeAsync(string request, string? last = "</Error>", string? afterContinue = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(Host.Endpoint).Port, patience.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), patience.Token);
        var (answer, buffer) = (new StringBuilder(), new byte[4096]);
        while (
            (last is null || !answer.ToString().Contains(last, StringComparison.Ordinal))
            && await stream.ReadAsync(buffer, patience.Token) is > 0 and var count
        )
        {
            answer.Append(Encoding.UTF8.GetString(buffer, 0, count));
            if (afterContinue is { } rest && answer.ToString().EndsWith("100 Continue\r\n\r\n", StringComparison.Ordinal))
                await stream.WriteAsync(Encoding.ASCII.GetBytes(rest), patience.Token);
        }
        return answer.ToString();
    }
}
