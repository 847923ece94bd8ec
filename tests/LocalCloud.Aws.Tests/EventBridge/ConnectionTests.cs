using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class ConnectionTests : HttpTargetTest
{
    private readonly string _data = Directory.CreateTempSubdirectory("localcloud-connections-").FullName;

    protected override string DataDirectory => _data;

    [Theory]
    [InlineData("API_KEY", ApiKey, """{"ApiKeyAuthParameters":{"ApiKeyName":"x-key"},"InvocationHttpParameters":{}}""")]
    [InlineData(
        "BASIC",
        """{"BasicAuthParameters":{"Username":"me","Password":"top-secret"}}""",
        """{"BasicAuthParameters":{"Username":"me"},"InvocationHttpParameters":{}}"""
    )]
    [InlineData(
        "API_KEY",
        """{"ApiKeyAuthParameters":{"ApiKeyName":"k","ApiKeyValue":"top-secret"},"InvocationHttpParameters":{"HeaderParameters":[{"Key":"h","Value":"top-secret","IsValueSecret":true},{"Key":"i","Value":"plain","IsValueSecret":false}],"QueryStringParameters":[{"Key":"q","Value":"seen"}],"BodyParameters":[{"Key":"b","Value":"top-secret","IsValueSecret":true}]}}""",
        """{"ApiKeyAuthParameters":{"ApiKeyName":"k"},"InvocationHttpParameters":{"HeaderParameters":[{"Key":"h","IsValueSecret":true},{"Key":"i","Value":"plain","IsValueSecret":false}],"QueryStringParameters":[{"Key":"q","Value":"seen","IsValueSecret":false}],"BodyParameters":[{"Key":"b","IsValueSecret":true}]}}"""
    )]
    public async Task A_connection_is_described_without_its_secrets(string type, string auth, string described)
    {
        var created = await DoAsync(
            "CreateConnection",
            $$"""{"Name":"c","Description":"to them","AuthorizationType":"{{type}}","AuthParameters":{{auth}}}"""
        );
        Assert.Equal("AUTHORIZED", (string?)created["ConnectionState"]);
        Assert.Matches($"^arn:aws:events:{Region}:{Account}:connection/c/[0-9a-f-]{{36}}$", (string?)created["ConnectionArn"]);

        var connection = await DescribeAsync();

        Assert.Equal(described, connection["AuthParameters"]!.ToJsonString());
        Assert.Equal(
            ("AUTHORIZED", type, "to them"),
            ((string?)connection["ConnectionState"], (string?)connection["AuthorizationType"], (string?)connection["Description"])
        );
        Assert.Matches(
            $"^arn:aws:secretsmanager:{Region}:{Account}:secret:events!connection/c/[0-9a-f-]{{36}}-[0-9A-Za-z]{{6}}$",
            (string?)connection["SecretArn"]
        );
        Assert.Equal(1767225600, (long)connection["LastAuthorizedTime"]!);
        Assert.DoesNotContain("top-secret", connection.Body.ToJsonString());
        Assert.DoesNotContain("top-secret", (await DoAsync("ListConnections", "{}")).Body.ToJsonString());
    }

    [Fact]
    public async Task An_OAuth_connection_is_authorized_when_its_endpoint_gives_a_token()
    {
        Endpoint.Answer = asked => WithToken(asked);

        var created = await DoAsync(
            "CreateConnection",
            $$"""
            {"Name":"c","AuthorizationType":"OAUTH_CLIENT_CREDENTIALS","AuthParameters":{{OAuth(
                http: ""","OAuthHttpParameters":{"HeaderParameters":[{"Key":"x-tenant","Value":"7"}],"QueryStringParameters":[{"Key":"v","Value":"2"}],"BodyParameters":[{"Key":"scope","Value":"a b"}]}"""
            )}}}
            """
        );
        var asked = await Endpoint.NextAsync();
        var connection = await SettledAsync();

        Assert.Equal("AUTHORIZING", (string?)created["ConnectionState"]);
        Assert.Equal(
            ("POST", "/token?v=2", "7", "application/x-www-form-urlencoded"),
            (asked.Method, asked.PathAndQuery, asked.Headers["x-tenant"], asked.Headers["Content-Type"])
        );
        Assert.Equal("grant_type=client_credentials&client_id=me&client_secret=top-secret&scope=a+b", asked.Body);
        Assert.Equal("AUTHORIZED", (string?)connection["ConnectionState"]);
        Assert.NotNull(connection["LastAuthorizedTime"]);
        Assert.Equal("me", (string?)connection["AuthParameters"]!["OAuthParameters"]!["ClientParameters"]!["ClientID"]);
        Assert.DoesNotContain("top-secret", connection.Body.ToJsonString());
    }

    [Fact]
    public async Task What_a_connection_keeps_secret_is_in_Secrets_Manager()
    {
        await ConnectAsync(
            auth: """
            {"ApiKeyAuthParameters":{"ApiKeyName":"x-key","ApiKeyValue":"v1"},
             "InvocationHttpParameters":{"HeaderParameters":[{"Key":"h","Value":"w","IsValueSecret":true}]}}
            """
        );
        var arn = (string)(await DescribeAsync())["SecretArn"]!;

        Assert.Equal("events", (string?)(await SecretAsync("DescribeSecret", arn))!["OwningService"]);
        Assert.Equal(
            """{"api_key_name":"x-key","api_key_value":"v1","invocation_http_parameters":{"header_parameters":[{"key":"h","value":"w","is_value_secret":true}]}}""",
            (string?)(await SecretAsync("GetSecretValue", arn))!["SecretString"]
        );
        await DoAsync(
            "UpdateConnection",
            """
            {"Name":"c","AuthorizationType":"BASIC",
             "AuthParameters":{"BasicAuthParameters":{"Username":"me","Password":"p"},"InvocationHttpParameters":{}}}
            """
        );
        Assert.Equal(
            """{"username":"me","password":"p","invocation_http_parameters":{}}""",
            (string?)(await SecretAsync("GetSecretValue", arn))!["SecretString"]
        );
        await DoAsync("DeleteConnection", """{"Name":"c"}""");
        Assert.Equal("ResourceNotFoundException", (string?)(await SecretAsync("GetSecretValue", arn))!["__type"]);
    }

    [Fact]
    public async Task A_connection_that_is_deauthorized_keeps_no_secret()
    {
        await ConnectAsync();
        var arn = (string)(await DescribeAsync())["SecretArn"]!;
        await DoAsync("DeauthorizeConnection", """{"Name":"c"}""");
        Assert.Equal("ResourceNotFoundException", (string?)(await SecretAsync("GetSecretValue", arn))!["__type"]);
    }

    private async Task<JsonNode?> SecretAsync(string operation, string id)
    {
        using var answer = await Aws.JsonAsync("secretsmanager", $"secretsmanager.{operation}", $$"""{"SecretId":"{{id}}"}""");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_token_can_be_asked_for_by_GET_and_with_JSON()
    {
        Endpoint.Answer = asked => WithToken(asked);

        await ConnectAsync("g", "OAUTH_CLIENT_CREDENTIALS", OAuth("GET"));
        var get = await Endpoint.NextAsync();
        await ConnectAsync(
            "j",
            "OAUTH_CLIENT_CREDENTIALS",
            OAuth("PUT", ""","OAuthHttpParameters":{"HeaderParameters":[{"Key":"Content-Type","Value":"application/json"}]}""")
        );
        var json = await Endpoint.NextAsync();

        Assert.Equal("/token?grant_type=client_credentials&client_id=me&client_secret=top-secret", get.PathAndQuery);
        Assert.Equal("""{"grant_type":"client_credentials","client_id":"me","client_secret":"top-secret"}""", json.Body);
    }

    [Theory]
    [InlineData(401, "", "The authorization endpoint answered with HTTP status 401.")]
    [InlineData(200, "{}", "The authorization endpoint's answer has no access_token.")]
    [InlineData(200, "no", "The authorization endpoint's answer has no access_token.")]
    public async Task A_connection_that_gets_no_token_is_deauthorized_and_says_why(int status, string body, string reason)
    {
        Endpoint.Answer = _ => new(status, body);

        await ConnectAsync(type: "OAUTH_CLIENT_CREDENTIALS", auth: OAuth());
        var connection = await SettledAsync();

        Assert.Equal(("DEAUTHORIZED", reason), ((string?)connection["ConnectionState"], (string?)connection["StateReason"]));
    }

    [Fact]
    public async Task An_authorization_endpoint_that_is_silent_is_given_up_after_5_seconds()
    {
        Endpoint.Silent = true;
        await ConnectAsync(type: "OAUTH_CLIENT_CREDENTIALS", auth: OAuth());
        await Endpoint.NextAsync();

        Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("The authorization endpoint did not answer in time.", (string?)(await SettledAsync())["StateReason"]);
    }

    [Fact]
    public async Task An_authorization_that_was_under_way_goes_on_after_a_restart()
    {
        Endpoint.Silent = true;
        await ConnectAsync(type: "OAUTH_CLIENT_CREDENTIALS", auth: OAuth());
        await Endpoint.NextAsync();
        (Endpoint.Silent, Endpoint.Answer) = (false, asked => WithToken(asked));

        await RestartAsync();

        Assert.Equal("AUTHORIZED", (string?)(await SettledAsync())["ConnectionState"]);
    }

    [Fact]
    public async Task An_update_keeps_what_it_does_not_name()
    {
        var arn = await ConnectAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));

        var updated = await DoAsync(
            "UpdateConnection",
            """{"Name":"c","AuthParameters":{"ApiKeyAuthParameters":{"ApiKeyName":"y-key"}}}"""
        );
        await RuleToAsync(await DestinationAsync(arn));
        await PutEventAsync("a", "t", "{}");

        Assert.Equal(
            (arn, "AUTHORIZED", 1767225660),
            ((string?)updated["ConnectionArn"], (string?)updated["ConnectionState"], (long)updated["LastModifiedTime"]!)
        );
        Assert.Equal("top-secret", (await Endpoint.NextAsync()).Headers["y-key"]);
    }

    [Fact]
    public async Task An_update_can_change_the_type()
    {
        await ConnectAsync();

        var refused = await CallAsync("UpdateConnection", """{"Name":"c","AuthorizationType":"BASIC"}""");
        await DoAsync(
            "UpdateConnection",
            """{"Name":"c","AuthorizationType":"BASIC","AuthParameters":{"BasicAuthParameters":{"Username":"u","Password":"p"}}}"""
        );

        Assert.Equal("ValidationException", refused.Code);
        var connection = await DescribeAsync();
        Assert.Equal("BASIC", (string?)connection["AuthorizationType"]);
        Assert.Null(connection["AuthParameters"]!["ApiKeyAuthParameters"]);
    }

    [Fact]
    public async Task A_deauthorized_connection_has_no_parameters_and_its_destinations_are_inactive()
    {
        await DestinationAsync(await ConnectAsync());
        Assert.Equal("ACTIVE", (string?)(await DoAsync("DescribeApiDestination", """{"Name":"d"}"""))["ApiDestinationState"]);

        var answer = await DoAsync("DeauthorizeConnection", """{"Name":"c"}""");

        Assert.Equal("DEAUTHORIZING", (string?)answer["ConnectionState"]);
        var connection = await DescribeAsync();
        Assert.Equal("DEAUTHORIZED", (string?)connection["ConnectionState"]);
        Assert.Null(connection["AuthParameters"]);
        Assert.Equal("INACTIVE", (string?)(await DoAsync("DescribeApiDestination", """{"Name":"d"}"""))["ApiDestinationState"]);
    }

    [Fact]
    public async Task A_deleted_connection_is_gone()
    {
        await ConnectAsync();

        Assert.Equal("DELETING", (string?)(await DoAsync("DeleteConnection", """{"Name":"c"}"""))["ConnectionState"]);

        var gone = await CallAsync("DescribeConnection", """{"Name":"c"}""");
        Assert.Equal(
            ("ResourceNotFoundException", "Failed to describe the connection(s). Connection 'c' does not exist."),
            (gone.Code, gone.Message)
        );
        foreach (var operation in (string[])["DeleteConnection", "UpdateConnection", "DeauthorizeConnection"])
            Assert.Equal("ResourceNotFoundException", (await CallAsync(operation, """{"Name":"c"}""")).Code);
    }

    [Fact]
    public async Task Connections_are_listed_by_prefix_and_state_in_pages()
    {
        foreach (var name in (string[])["a1", "a2", "b1"])
            await ConnectAsync(name);
        await DoAsync("DeauthorizeConnection", """{"Name":"a2"}""");
        async Task<string> ListAsync(string filter) =>
            string.Join(",", (await DoAsync("ListConnections", filter))["Connections"]!.AsArray().Select(a => (string?)a!["Name"]));

        Assert.Equal("a1,a2", await ListAsync("""{"NamePrefix":"a"}"""));
        Assert.Equal("a2", await ListAsync("""{"ConnectionState":"DEAUTHORIZED"}"""));
        var page = await DoAsync("ListConnections", """{"Limit":2}""");
        Assert.Equal("b1", await ListAsync($$"""{"NextToken":"{{page["NextToken"]}}"}"""));
    }

    [Theory]
    [InlineData(
        """{"Name":"there","AuthorizationType":"API_KEY","AuthParameters":{"ApiKeyAuthParameters":{"ApiKeyName":"k","ApiKeyValue":"v"}}}""",
        "ResourceAlreadyExistsException",
        "Connection there already exists."
    )]
    [InlineData(
        """{"Name":"c","AuthorizationType":"NONE","AuthParameters":{}}""",
        "ValidationException",
        "1 validation error detected: Value 'NONE' at 'authorizationType' failed to satisfy constraint: Member must satisfy enum value "
            + "set: [BASIC, OAUTH_CLIENT_CREDENTIALS, API_KEY]"
    )]
    [InlineData(
        """{"Name":"c","AuthorizationType":"BASIC","AuthParameters":{"ApiKeyAuthParameters":{"ApiKeyName":"k","ApiKeyValue":"v"}}}""",
        "ValidationException",
        "Parameter(s) BasicAuthParameters must be specified for authorization type BASIC."
    )]
    [InlineData(
        """{"Name":"c","AuthorizationType":"BASIC","AuthParameters":{"BasicAuthParameters":{"Username":"u"}}}""",
        "ValidationException",
        "1 validation error detected: Value null at 'authParameters.basicAuthParameters.password' failed to satisfy constraint: Member "
            + "must not be null"
    )]
    [InlineData(
        """{"Name":"c","AuthorizationType":"BASIC","AuthParameters":{"BasicAuthParameters":{"Username":"u","Password":"no:colon"}}}""",
        "ValidationException",
        @"1 validation error detected: Value at 'authParameters.basicAuthParameters.password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[ \t]*[^\x00-\x1F:\x7F]+([ \t]+[^\x00-\x1F:\x7F]+)*[ \t]*$"
    )]
    [InlineData(
        """{"Name":"c","AuthorizationType":"API_KEY","AuthParameters":{"ApiKeyAuthParameters":{"ApiKeyName":"k","ApiKeyValue":"v"},"ConnectivityParameters":{"ResourceParameters":{"ResourceConfigurationArn":""}}}}""",
        "UnsupportedOperation",
        "ConnectivityParameters (private APIs) of CreateConnection is not supported by LocalCloud."
    )]
    public async Task CreateConnection_refuses(string input, string code, string message)
    {
        await ConnectAsync("there");

        var answer = await CallAsync("CreateConnection", input);

        Assert.Equal((code, message), (answer.Code, answer.Message));
    }
}
