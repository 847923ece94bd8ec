using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using LocalCloud.Aws.Tests.CloudFormation;

namespace LocalCloud.Aws.Tests.Ses;

/// <summary>Version 1, by its query protocol.</summary>
public sealed class ClassicTests : CloudFormationTest
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-ses-test-").FullName;

    protected override string? DataDirectory => _directory;

    [Fact]
    public async Task A_message_arrives_in_the_inbox()
    {
        var sent = await SesAsync(
            "SendEmail",
            ("Source", "shop@example.com"),
            ("Destination.ToAddresses.member.1", "ada@example.com"),
            ("Destination.CcAddresses.member.1", "bob@example.com"),
            ("Message.Subject.Data", "Grüße"),
            ("Message.Body.Text.Data", "Hello"),
            ("ReplyToAddresses.member.1", "help@example.com"),
            ("Tags.member.1.Name", "a"),
            ("Tags.member.1.Value", "b")
        );
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal((Text(sent, "MessageId"), "Grüße", "ada@example.com"), (mail.GetProperty("id").GetString(), Subject(mail), To(mail)));
    }

    [Fact]
    public async Task A_raw_message_arrives_at_its_headers_recipients_or_at_those_of_the_request()
    {
        var mime = Convert.ToBase64String(
            Encoding.UTF8.GetBytes("From: a@example.com\r\nTo: b@example.com\r\nSubject: Raw\r\n\r\nbody\r\n")
        );
        await SesAsync("SendRawEmail", ("RawMessage.Data", mime));
        Assert.Equal("b@example.com", To(Assert.Single(await MailsAsync())));
        await SesAsync("SendRawEmail", ("RawMessage.Data", mime), ("Source", "x@example.com"), ("Destinations.member.1", "c@example.com"));
        Assert.Contains(await MailsAsync(), mail => To(mail) == "c@example.com");
    }

    [Theory]
    [InlineData("nobody", "x@y.z", "InvalidParameterValue", "Missing final '@domain'")]
    [InlineData("a@b.c", "nobody", "InvalidParameterValue", "Missing final '@domain'")]
    [InlineData("a@b.c", null, "InvalidParameterValue", "Destination has no recipients.")]
    [InlineData(
        null,
        "x@y.z",
        "ValidationError",
        "1 validation error detected: Value null at 'source' failed to satisfy constraint: Member must not be null"
    )]
    public async Task What_cannot_be_sent_is_refused(string? source, string? to, string code, string message)
    {
        List<(string, string)> request = [("Message.Subject.Data", "s"), ("Message.Body.Text.Data", "t"), ("Destination", "")];
        if (source is not null)
            request.Add(("Source", source));
        if (to is not null)
            request.Add(("Destination.ToAddresses.member.1", to));
        Assert.Equal((code, message), await FailSesAsync("SendEmail", [.. request]));
    }

    [Fact]
    public async Task A_template_is_made_read_listed_changed_and_deleted()
    {
        await CreateTemplateAsync("greeting", "Hello {{name}}", "Dear {{name}}");
        Assert.Equal(
            ("AlreadyExists", "Template greeting already exists."),
            await FailSesAsync("CreateTemplate", Parts("greeting", "s", "t"))
        );
        Assert.Equal("Dear {{name}}", Text(await SesAsync("GetTemplate", ("TemplateName", "greeting")), "TextPart"));
        await SesAsync("UpdateTemplate", Parts("greeting", "Hi {{name}}", "You"));
        Assert.Equal("Hi {{name}}", Text(await SesAsync("GetTemplate", ("TemplateName", "greeting")), "SubjectPart"));
        Assert.Equal("greeting", Text(await SesAsync("ListTemplates"), "Name"));
        await RestartAsync();
        Assert.Equal("You", Text(await SesAsync("GetTemplate", ("TemplateName", "greeting")), "TextPart"));
        await SesAsync("DeleteTemplate", ("TemplateName", "greeting"));
        Assert.Equal(
            ("TemplateDoesNotExist", "Template greeting does not exist."),
            await FailSesAsync("GetTemplate", ("TemplateName", "greeting"))
        );
    }

    [Fact]
    public async Task Templates_are_listed_in_pages()
    {
        foreach (var name in (string[])["a", "b", "c"])
            await CreateTemplateAsync(name, "s", "t");
        var first = await SesAsync("ListTemplates", ("MaxItems", "2"));
        Assert.Equal(["a", "b"], Members(first, "TemplatesMetadata").Select(t => Text(t, "Name")));
        var second = await SesAsync("ListTemplates", ("MaxItems", "2"), ("NextToken", Text(first, "NextToken")));
        Assert.Equal(["c"], Members(second, "TemplatesMetadata").Select(t => Text(t, "Name")));
    }

    [Theory]
    [InlineData("", "t", "InvalidParameterValue")]
    [InlineData("{{#if a}}", "t", "InvalidTemplate")]
    public async Task A_template_that_cannot_be_is_refused(string subject, string text, string code) =>
        Assert.Equal(code, (await FailSesAsync("CreateTemplate", Parts("t", subject, text))).Code);

    [Fact]
    public async Task A_template_is_rendered_as_a_test()
    {
        await CreateTemplateAsync("greeting", "Hello {{name}}", "Dear {{#each list}}{{x}},{{/each}}");
        var rendered = Text(
            await SesAsync(
                "TestRenderTemplate",
                ("TemplateName", "greeting"),
                ("TemplateData", """{"name":"Ada","list":[{"x":1},{"x":2}]}""")
            ),
            "RenderedTemplate"
        );
        Assert.Contains("Subject: Hello Ada", rendered, StringComparison.Ordinal);
        Assert.Contains("Dear 1,2,", rendered, StringComparison.Ordinal);
        Assert.Equal(
            ("MissingRenderingAttribute", "Attribute 'name' is not present in the rendering data."),
            await FailSesAsync("TestRenderTemplate", ("TemplateName", "greeting"), ("TemplateData", "{}"))
        );
        Assert.Equal(
            "InvalidRenderingParameter",
            (await FailSesAsync("TestRenderTemplate", ("TemplateName", "greeting"), ("TemplateData", "{"))).Code
        );
        Assert.Equal(
            "TemplateDoesNotExist",
            (await FailSesAsync("TestRenderTemplate", ("TemplateName", "none"), ("TemplateData", "{}"))).Code
        );
    }

    [Fact]
    public async Task A_template_is_sent_and_one_that_lacks_data_is_taken_and_not_delivered()
    {
        await CreateTemplateAsync("greeting", "Hello {{name}}", "Dear {{name}}");
        await SendTemplatedAsync("""{"name":"Ada"}""");
        Assert.Equal("Hello Ada", Subject(Assert.Single(await MailsAsync())));
        Assert.NotEmpty(Text(await SendTemplatedAsync("{}"), "MessageId"));
        Assert.Single(await MailsAsync());

        Task<XElement> SendTemplatedAsync(string data) =>
            SesAsync(
                "SendTemplatedEmail",
                ("Source", "a@b.c"),
                ("Destination.ToAddresses.member.1", "ada@example.com"),
                ("Template", "greeting"),
                ("TemplateData", data)
            );
    }

    [Fact]
    public async Task A_template_goes_to_many_each_with_its_data_or_that_of_the_default()
    {
        await CreateTemplateAsync("greeting", "Hello {{name}}", "x");
        var sent = await SesAsync(
            "SendBulkTemplatedEmail",
            ("Source", "a@b.c"),
            ("Template", "greeting"),
            ("DefaultTemplateData", """{"name":"you"}"""),
            ("Destinations.member.1.Destination.ToAddresses.member.1", "ada@example.com"),
            ("Destinations.member.1.ReplacementTemplateData", """{"name":"Ada"}"""),
            ("Destinations.member.2.Destination.ToAddresses.member.1", "bob@example.com"),
            ("Destinations.member.2.ReplacementTemplateData", "{}"),
            ("Destinations.member.3.Destination.ToAddresses.member.1", "nobody")
        );
        var statuses = sent.Descendants().Single(e => e.Name.LocalName == "Status" && e.HasElements).Elements().ToList();
        Assert.Equal(["Success", "Success", "InvalidParameterValue"], statuses.Select(s => Text(s, "Status")));
        Assert.Equal(["Hello Ada", "Hello you"], (await MailsAsync()).Select(Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Identities_are_verified_at_once_and_those_of_the_other_version()
    {
        await SesAsync("VerifyEmailIdentity", ("EmailAddress", "ada@example.com"));
        var token = Text(await SesAsync("VerifyDomainIdentity", ("Domain", "example.com")), "VerificationToken");
        Assert.NotEmpty(token);
        Assert.Equal(["ada@example.com", "example.com"], Members(await SesAsync("ListIdentities"), "Identities").Select(i => i.Value));
        Assert.Equal(
            ["example.com"],
            Members(await SesAsync("ListIdentities", ("IdentityType", "Domain")), "Identities").Select(i => i.Value)
        );
        var verified = await SesAsync(
            "GetIdentityVerificationAttributes",
            ("Identities.member.1", "example.com"),
            ("Identities.member.2", "none.com")
        );
        var entry = Assert.Single(Members(verified, "VerificationAttributes"));
        Assert.Equal(
            ("example.com", "Success", token),
            (Text(entry, "key"), Text(entry, "VerificationStatus"), Text(entry, "VerificationToken"))
        );
        await SesAsync("DeleteIdentity", ("Identity", "ada@example.com"));
        await SesAsync("DeleteIdentity", ("Identity", "ada@example.com"));
        Assert.Equal(["example.com"], Members(await SesAsync("ListIdentities"), "Identities").Select(i => i.Value));
    }

    [Fact]
    public async Task Configuration_sets_are_made_described_listed_and_deleted()
    {
        Assert.Equal(
            "ConfigurationSetDoesNotExist",
            (await FailSesAsync("DescribeConfigurationSet", ("ConfigurationSetName", "set"))).Code
        );
        await SesAsync("CreateConfigurationSet", ("ConfigurationSet.Name", "set"));
        Assert.Equal(
            "ConfigurationSetAlreadyExists",
            (await FailSesAsync("CreateConfigurationSet", ("ConfigurationSet.Name", "set"))).Code
        );
        var set = await SesAsync(
            "DescribeConfigurationSet",
            ("ConfigurationSetName", "set"),
            ("ConfigurationSetAttributeNames.member.1", "reputationOptions")
        );
        Assert.Equal(("set", "true"), (Text(set, "Name"), Text(set, "SendingEnabled")));
        Assert.Equal("set", Text(await SesAsync("ListConfigurationSets"), "Name"));
        await SesAsync("DeleteConfigurationSet", ("ConfigurationSetName", "set"));
        Assert.Empty(Members(await SesAsync("ListConfigurationSets"), "ConfigurationSets"));
    }

    [Fact]
    public async Task The_quota_and_the_statistics_tell_what_was_sent()
    {
        await SesAsync(
            "SendEmail",
            ("Source", "a@b.c"),
            ("Destination.ToAddresses.member.1", "x@y.z"),
            ("Destination.ToAddresses.member.2", "z@y.z"),
            ("Message.Subject.Data", "s"),
            ("Message.Body.Text.Data", "t")
        );
        Assert.Equal(
            ("50000.0", "2.0"),
            (Text(await SesAsync("GetSendQuota"), "Max24HourSend"), Text(await SesAsync("GetSendQuota"), "SentLast24Hours"))
        );
        var point = Assert.Single(Members(await SesAsync("GetSendStatistics"), "SendDataPoints"));
        Assert.Equal(("2", "2026-01-01T00:00:00.000Z"), (Text(point, "DeliveryAttempts"), Text(point, "Timestamp")));
        Assert.Equal("true", Text(await SesAsync("GetAccountSendingEnabled"), "Enabled"));
    }

    [Fact]
    public async Task What_is_not_supported_says_so()
    {
        var (code, message) = await FailSesAsync("CreateReceiptRule", ("RuleSetName", "r"));
        Assert.Equal(("InvalidAction", "CreateReceiptRule of email is not supported by LocalCloud."), (code, message));
    }

    [Fact]
    public async Task A_stack_makes_a_template_and_a_configuration_set()
    {
        const string Stack = """
            Resources:
              Greeting:
                Type: AWS::SES::Template
                Properties: { Template: { TemplateName: greeting, SubjectPart: "Hello {{name}}", TextPart: t } }
              Set:
                Type: AWS::SES::ConfigurationSet
                Properties: { SendingOptions: { SendingEnabled: true } }
            Outputs:
              Template: { Value: !Ref Greeting }
              Set: { Value: !Ref Set }
            """;
        var stack = await CreateAsync("s", Stack);
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        Assert.Equal("greeting", Output(stack, "Template"));
        await SesAsync(
            "SendTemplatedEmail",
            ("Source", "a@b.c"),
            ("Destination.ToAddresses.member.1", "x@y.z"),
            ("Template", "greeting"),
            ("TemplateData", """{"name":"Ada"}"""),
            ("ConfigurationSetName", Output(stack, "Set"))
        );
        Assert.Equal("Hello Ada", Subject(Assert.Single(await MailsAsync())));

        stack = await UpdateAsync(
            "s",
            Stack
                .Replace("Hello", "Bye", StringComparison.Ordinal)
                .Replace("SendingEnabled: true", "SendingEnabled: false", StringComparison.Ordinal)
        );
        Assert.True(Status(stack) == "UPDATE_COMPLETE", await ReasonsAsync("s"));
        Assert.Equal("Bye {{name}}", Text(await SesAsync("GetTemplate", ("TemplateName", "greeting")), "SubjectPart"));
        Assert.Equal(
            "ConfigurationSetSendingPausedException",
            (
                await FailSesAsync(
                    "SendEmail",
                    ("Source", "a@b.c"),
                    ("Destination.ToAddresses.member.1", "x@y.z"),
                    ("Message.Subject.Data", "s"),
                    ("Message.Body.Text.Data", "t"),
                    ("ConfigurationSetName", Output(stack, "Set"))
                )
            ).Code
        );

        stack = await UpdateAsync("s", Stack.Replace("TemplateName: greeting", "TemplateName: other", StringComparison.Ordinal));
        Assert.Equal("other", Output(stack, "Template"));
        Assert.Equal("other", Text(await SesAsync("ListTemplates"), "Name"));
    }

    private Task<XElement> CreateTemplateAsync(string name, string subject, string text) =>
        SesAsync("CreateTemplate", Parts(name, subject, text));

    private static (string, string)[] Parts(string name, string subject, string text) =>
        [("Template.TemplateName", name), ("Template.SubjectPart", subject), ("Template.TextPart", text)];

    private Task<XElement> SesAsync(string action, params (string Name, string Value)[] parameters) =>
        CallAsync("ses", "2010-12-01", action, parameters);

    private Task<(string Code, string Message)> FailSesAsync(string action, params (string Name, string Value)[] parameters) =>
        FailAsync("ses", "2010-12-01", action, parameters);

    private async Task<List<JsonElement>> MailsAsync() =>
        [.. JsonDocument.Parse(await Http.GetStringAsync("/_localcloud/mail")).RootElement.EnumerateArray()];

    private static string Subject(JsonElement mail) => mail.GetProperty("subject").GetString()!;

    private static string To(JsonElement mail) => mail.GetProperty("to")[0].GetString()!;
}
