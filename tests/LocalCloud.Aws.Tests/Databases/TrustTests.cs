using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Databases;

public sealed class TrustTests : DatabaseTest
{
    [Fact]
    public async Task A_function_trusts_the_cache_of_its_stack_without_being_told_how()
    {
        var stack = await CreateAsync(
            "s",
            """
            Resources:
              Cache: { Type: AWS::ElastiCache::ServerlessCache, Properties: { Engine: valkey, ServerlessCacheName: shop } }
              Function:
                Type: AWS::Lambda::Function
                Properties:
                  FunctionName: asks
                  Runtime: nodejs20.x
                  Handler: index.handler
                  Timeout: 60
                  Role: arn:aws:iam::123456789012:role/r
                  Environment: { Variables: { HOST: !GetAtt Cache.Endpoint.Address, PORT: !GetAtt Cache.Endpoint.Port } }
                  Code:
                    ZipFile: |
                      const tls = require('node:tls'), fs = require('node:fs');
                      exports.handler = () => new Promise((resolve, reject) => {
                        const socket = tls.connect({ host: process.env.HOST, port: Number(process.env.PORT) }, () => socket.write('PING\r\n'));
                        socket.on('error', reject).on('data', data => {
                          socket.end();
                          resolve({ answer: String(data).trim(), bundles: [process.env.AWS_CA_BUNDLE, process.env.SSL_CERT_FILE].map(file => fs.readFileSync(file, 'utf8').split('BEGIN CERTIFICATE').length > 2) });
                        });
                      });
            """
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        using var response = await Aws.RestAsync("lambda", "POST", "/2015-03-31/functions/asks/invocations", "{}");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"answer":"+PONG","bundles":[true,true]}"""), JsonNode.Parse(text)), text);
    }
}
