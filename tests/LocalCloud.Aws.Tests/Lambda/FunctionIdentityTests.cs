namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>Who a function is to the services that it calls.</summary>
public sealed class FunctionIdentityTests : LambdaTest
{
    // The function calls back over the wire
    protected override bool OverHttp => true;

    [Fact]
    public async Task A_function_is_its_role_assumed_under_its_name()
    {
        await CreateAsync(
            "who",
            """
            exports.handler = async () => {
              const env = process.env;
              const answer = await fetch(env.AWS_ENDPOINT_URL, {
                method: 'POST', body: 'Action=GetCallerIdentity&Version=2011-06-15',
                headers: {
                  'content-type': 'application/x-www-form-urlencoded', 'x-amz-security-token': env.AWS_SESSION_TOKEN,
                  authorization: `AWS4-HMAC-SHA256 Credential=${env.AWS_ACCESS_KEY_ID}/20260101/${env.AWS_REGION}/sts/aws4_request, SignedHeaders=host, Signature=0`,
                },
              });
              return answer.text();
            };
            """,
            "\"Timeout\":30"
        );
        var answer = (await InvokeAsync("who")).Text;
        Assert.Contains(
            $"<Arn>arn:aws:sts::{Account}:assumed-role/lambda/who</Arn>",
            answer.Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Matches("AROA[0-9A-Z]{17}:who", answer);
    }
}
