using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Wire;

public sealed class RestJsonTests : AwsTest
{
    private protected override IReadOnlyList<Service> Services => [new ThingService(), new OtherThingService()];

    [Fact]
    public async Task Members_come_from_path_query_headers_and_body()
    {
        var (status, body, _) = await SendAsync(
            "PUT",
            "/things/b%2Fx?tag=a&tag=b%20c&size=7&when=2026-01-02T03:04:05Z&flag=true",
            """{"Text":"hello"}""",
            ("x-colour", "red")
        );
        Assert.Equal(201, status);
        Assert.Equal(
            """{"Name":"b/x","Tags":["a","b c"],"Size":7,"When":"2026-01-02T03:04:05+00:00","Flag":true,"Colour":"red","Text":"hello"}""",
            body
        );
    }

    [Fact]
    public async Task What_is_bound_elsewhere_has_no_meaning_in_the_body() =>
        Assert.Equal("""{"Name":"a","Text":"t"}""", (await SendAsync("PUT", "/things/a", """{"Name":"other","Text":"t"}""")).Body);

    [Theory]
    [InlineData("/things/a/parts/x/y%20z/end", """{"Name":"a","Path":"x/y z"}""")]
    [InlineData("/things/a/parts/end/end", """{"Name":"a","Path":"end"}""")]
    [InlineData("/things/latest", """{"Name":"literal"}""")]
    [InlineData("/things/earliest/", """{"Name":"earliest"}""")]
    [InlineData("/things?mode=count", """{"Name":"count"}""")]
    [InlineData("/others/x", """{"Name":"other"}""")]
    public async Task A_path_finds_the_operation_that_says_most(string path, string answer) =>
        Assert.Equal(answer, (await SendAsync("GET", path)).Body);

    [Fact]
    public async Task Bytes_go_in_and_out_beside_a_header_and_a_status()
    {
        var (status, body, headers) = await SendAsync("POST", "/things/glad/run", "not json");
        Assert.Equal((202, "nosj ton", "glad"), (status, body, headers["x-mood"]));
        Assert.False(headers.ContainsKey("x-none"));
    }

    [Fact]
    public async Task An_operation_without_an_answer_can_say_so_by_its_status() =>
        Assert.Equal((204, ""), await StatusAsync("DELETE", "/things/a"));

    [Fact]
    public async Task An_error_has_its_type_in_a_header_and_its_members_in_the_body()
    {
        var (status, body, headers) = await SendAsync("DELETE", "/things/bad");
        Assert.Equal((409, "Nasty", """{"Message":"No.","Type":"User"}"""), (status, headers["x-amzn-ErrorType"], body));
        Assert.True(headers.ContainsKey("x-amzn-RequestId"));
    }

    [Theory]
    [InlineData(
        "PUT",
        "/things/toolong",
        "{}",
        "ValidationException",
        "1 validation error detected: Value 'toolong' at 'name' failed to satisfy constraint: Member must have length less than "
            + "or equal to 5"
    )]
    [InlineData("PUT", "/things/a?size=x", "{}", "SerializationException", "PutThing.Size is 'x', which is no integer.")]
    [InlineData("PUT", "/things/a", "{", "SerializationException", "The request body is not valid JSON.")]
    [InlineData("PUT", "/things/a", "[]", "SerializationException", "Start of structure or map found where not expected (PutThing)")]
    [InlineData("PUT", "/things/a", """{"Odd":1}""", "ValidationException", "Odd of PutThing is not supported by LocalCloud.")]
    [InlineData("POST", "/things/a/break", "", "UnknownOperationException", "BreakThing of things is not supported by LocalCloud.")]
    [InlineData("PATCH", "/things/a", "", "UnknownOperationException", "PATCH /things/a of things is not supported by LocalCloud.")]
    public async Task What_does_not_fit_is_an_error_that_names_it(string method, string path, string body, string code, string message)
    {
        var (_, answer, headers) = await SendAsync(method, path, body);
        Assert.Equal((code, message), (headers["x-amzn-ErrorType"], (string?)JsonNode.Parse(answer)!["message"]));
    }

    [Fact]
    public async Task The_same_operation_can_be_called_by_name()
    {
        var result = await Host.InvokeAsync(
            new(Account, Region),
            "things",
            "PutThing",
            JsonDocument.Parse("""{"Name":"a","Tags":["x"]}""").RootElement,
            TestContext.Current.CancellationToken
        );
        Assert.Equal("""{"Name":"a","Tags":["x"]}""", result.Value.GetRawText());
    }

    [Fact]
    public async Task An_unsigned_request_is_known_by_its_path()
    {
        using var response = await Http.GetAsync(new Uri("/things/latest", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("""{"Name":"literal"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<(int, string)> StatusAsync(string method, string path)
    {
        var (status, body, _) = await SendAsync(method, path);
        return (status, body);
    }

    private async Task<(int Status, string Body, Dictionary<string, string> Headers)> SendAsync(
        string method,
        string path,
        string? body = null,
        params (string Name, string Value)[] headers
    )
    {
        using var response = await Aws.SendAsync(
            "things",
            new(method),
            path,
            body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
            headers
        );
        return (
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.ToDictionary(h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase)
        );
    }
}
