using System.Net;

namespace LocalCloud.Aws.Tests.Lambda;

public sealed class RuntimeApiTests : LambdaTest
{
    [Theory]
    [InlineData("Origin", "http://localhost:5173")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Host", "evil.example")]
    public async Task The_runtime_API_answers_no_page(string name, string value)
    {
        await CreateAsync("f", "exports.handler = async () => process.env.AWS_LAMBDA_RUNTIME_API;");
        var address = $"http://{(await InvokeAsync("f")).Text.Trim('"')}/2018-06-01/runtime/none";
        using var http = new HttpClient();
        using var plain = await http.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, plain.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
