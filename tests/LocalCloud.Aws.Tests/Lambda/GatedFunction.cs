using System.Text;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>
/// A function for tests of other services: it tells a gate of the test what it got, and answers or fails as the gate says.
/// </summary>
internal static class GatedFunction
{
    public const string Role = "arn:aws:iam::123456789012:role/lambda";

    public static async Task CreateAsync(HttpClient http, string account, string region, string name, Gate gate)
    {
        var javascript = $$"""
            const net = require('node:net');
            exports.handler = event => new Promise((resolve, reject) => {
              const socket = net.connect({{gate.Port}}, '127.0.0.1', () => socket.write(JSON.stringify({ pid: process.pid, event }) + '\n'));
              socket.on('data', data => { socket.end(); String(data).trim() === 'fail' ? reject(new Error('told to fail')) : resolve(); });
            });
            """;
        using var response = await new AwsCaller(http, account, region).RestAsync(
            "lambda",
            "POST",
            "/2015-03-31/functions",
            $$"""
            {"FunctionName":"{{name}}","Runtime":"nodejs20.x","Handler":"index.handler","Role":"{{Role}}",
             "Code":{"ZipFile":"{{Convert.ToBase64String(Package.Of(("index.js", javascript)))}}"} }
            """
        );
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
