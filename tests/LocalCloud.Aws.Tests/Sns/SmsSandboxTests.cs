using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Tests.Sns;

public sealed class SmsSandboxTests : SnsTest
{
    private const string Number = "+12065550100";

    [Fact]
    public async Task A_number_is_verified_by_the_password_that_it_was_sent()
    {
        await DoAsync("CreateSMSSandboxPhoneNumber", ("PhoneNumber", Number), ("LanguageCode", "de-DE"));
        Assert.Equal(("Pending", Number), await ListedAsync());
        var text = (string)Assert.Single(JsonNode.Parse(await Http.GetStringAsync("/_localcloud/sms"))!.AsArray())!["message"]!;
        var password = Regex.Match(text, "[0-9]{6}").Value;
        await RefusedAsync(
            VerifyAsync(Number, new string([.. password.Select(c => c == '9' ? '0' : (char)(c + 1))])),
            "VerificationException",
            "The one-time password is not valid."
        );
        await DoAsync("VerifySMSSandboxPhoneNumber", ("PhoneNumber", Number), ("OneTimePassword", password));
        Assert.Equal(("Verified", Number), await ListedAsync());
    }

    [Fact]
    public async Task A_number_can_be_taken_back_and_is_unknown_then()
    {
        await DoAsync("CreateSMSSandboxPhoneNumber", ("PhoneNumber", Number));
        await DoAsync("DeleteSMSSandboxPhoneNumber", ("PhoneNumber", Number));
        Assert.Empty((await DoAsync("ListSMSSandboxPhoneNumbers")).All("PhoneNumber"));
        await RefusedAsync(
            CallAsync("DeleteSMSSandboxPhoneNumber", ("PhoneNumber", Number)),
            "ResourceNotFound",
            "Resource does not exist",
            404
        );
        await RefusedAsync(VerifyAsync(Number, "12345"), "ResourceNotFound", "Resource does not exist", 404);
    }

    [Fact]
    public async Task Numbers_are_listed_by_pages()
    {
        for (var i = 0; i < 3; i++)
            await DoAsync("CreateSMSSandboxPhoneNumber", ("PhoneNumber", $"+1206555010{i}"));
        var first = await DoAsync("ListSMSSandboxPhoneNumbers", ("MaxResults", "2"));
        var second = await DoAsync("ListSMSSandboxPhoneNumbers", ("MaxResults", "2"), ("NextToken", first["NextToken"]!));
        Assert.Equal(["+12065550100", "+12065550101", "+12065550102"], first.All("PhoneNumber").Concat(second.All("PhoneNumber")));
        Assert.Null(second["NextToken"]);
    }

    [Fact]
    public async Task No_origination_number_has_been_bought() =>
        Assert.Empty((await DoAsync("ListOriginationNumbers", ("MaxResults", "30"))).All("PhoneNumber"));

    private Task<Answer> VerifyAsync(string number, string password) =>
        CallAsync("VerifySMSSandboxPhoneNumber", ("PhoneNumber", number), ("OneTimePassword", password));

    private async Task<(string?, string?)> ListedAsync()
    {
        var list = await DoAsync("ListSMSSandboxPhoneNumbers");
        return (list["Status"], list["PhoneNumber"]);
    }
}
