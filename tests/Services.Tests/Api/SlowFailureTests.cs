using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

/// <summary>A dependency that is away in every way that it can be: the caller is told soon, and what comes later works.</summary>
public sealed class SlowFailureTests(Servers servers) : ApiTest(servers)
{
    // Far more than a request may take, far less than what the SDK would wait.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(25);

    private readonly HttpClient _aws = new();
    private CutOff _line = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var url = new Uri(Stack.Configuration["AWS_ENDPOINT_URL"]!);
        _aws.BaseAddress = url;
        _line = new CutOff(url.Port);
        Stack.Configuration["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{_line.Port}";
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _line.Dispose();
        _aws.Dispose();
    }

    public static TheoryData<string> Ways => ["refused", "silent", "cut in mid-answer", "error", "throttling"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Sessions_answer_503_soon_and_work_again_afterwards(string way)
    {
        await using var api = StartAnother();
        var http = api.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(http, HttpMethod.Put)).StatusCode);
        await BreakAsync(way, "dynamodb");
        foreach (var method in way == "silent" ? [HttpMethod.Get] : (HttpMethod[])[HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete])
        {
            await IsUnavailableAsync(await SendAsync(http, method));
        }

        await RepairAsync();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(http, HttpMethod.Put)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(http, HttpMethod.Get)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_upload_answers_503_soon_and_leaves_no_request(string way)
    {
        await using var api = StartAnother();
        var http = api.CreateClient();
        Assert.Equal(HttpStatusCode.Accepted, (await UploadAsync(http)).StatusCode);
        await BreakAsync(way, "s3");
        await IsUnavailableAsync(await UploadAsync(http));
        Assert.Equal(1, await Api.QueryAsync(db => db.ImageRequests.CountAsync()));
        await RepairAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await UploadAsync(http)).StatusCode);
    }

    [Fact]
    public async Task A_connection_that_is_dead_costs_an_attempt_and_not_the_request()
    {
        await using var api = StartAnother();
        _line.Silence(1);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(api.CreateClient(), HttpMethod.Put)).StatusCode);
        Assert.Equal(2, _line.Connections);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("silent")]
    public async Task Without_queue_and_bus_what_needs_none_of_them_works_and_readiness_is_degraded(string way)
    {
        await using var api = StartAnother();
        var http = api.CreateClient();
        await BreakAsync(way, "sqs");
        (await http.PostAsJsonAsync("/api/users", new { email = "ada@example.com", name = "Ada" })).EnsureSuccessStatusCode();
        using var limit = new CancellationTokenSource(2 * Limit);
        Assert.Equal("Degraded", (await (await http.GetAsync("/health", limit.Token)).JsonAsync()).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("silent")]
    public async Task Without_the_database_a_request_answers_503_soon(string way)
    {
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(Stack.Configuration["ConnectionStrings:serverless"]);
        using var database = new CutOff(connection.Port);
        connection.Port = database.Port;
        Stack.Configuration["ConnectionStrings:serverless"] = connection.ConnectionString;
        Stack.Configuration["Database:ConnectSeconds"] = "3";
        Stack.Configuration["Database:RetrySeconds"] = "1";
        await using var api = StartAnother();
        var http = api.CreateClient();
        if (way == "refused")
        {
            database.Cut();
        }
        else
        {
            database.Silence();
        }

        using var limit = new CancellationTokenSource(Limit);
        await IsUnavailableAsync(await http.GetAsync("/api/products", limit.Token));
        database.Restore();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/products", limit.Token)).StatusCode);
    }

    private async Task BreakAsync(string way, string service)
    {
        switch (way)
        {
            case "refused":
                _line.Cut();
                break;
            case "silent":
                _line.Silence();
                break;
            case "cut in mid-answer":
                _line.CutAnswersAfter(40);
                break;
            default:
                var fault = new
                {
                    kind = way,
                    service,
                    account = Stack.Configuration["AWS_ACCESS_KEY_ID"],
                };
                (await _aws.PostAsJsonAsync("/_localcloud/faults", fault)).EnsureSuccessStatusCode();
                break;
        }
    }

    private async Task RepairAsync()
    {
        _line.Restore();
        (await _aws.DeleteAsync("/_localcloud/faults")).EnsureSuccessStatusCode();
    }

    private static async Task IsUnavailableAsync(HttpResponseMessage response)
    {
        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method)
    {
        using var limit = new CancellationTokenSource(Limit);
        var request = new HttpRequestMessage(method, "/api/sessions") { Headers = { { "x-session-id", "s-1" } } };
        request.Content = method == HttpMethod.Put ? JsonContent.Create(new { data = new { a = 1 } }) : null;
        return await http.SendAsync(request, limit.Token);
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient http)
    {
        using var limit = new CancellationTokenSource(2 * Limit);
        var file = new ByteArrayContent([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4, 5]);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return await http.PostAsync("/api/images", new MultipartFormDataContent { { file, "file", "photo.png" } }, limit.Token);
    }
}
