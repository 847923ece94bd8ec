namespace LocalCloud.Aws.Tests.Scheduler;

public sealed class GroupTests : SchedulerTest
{
    [Fact]
    public async Task The_default_group_is_always_there_and_cannot_be_deleted()
    {
        var group = await DoAsync("GET", "/schedule-groups/default");
        Assert.Equal(("default", "ACTIVE"), ((string?)group["Name"], (string?)group["State"]));
        Assert.Equal((400, "ValidationException"), await CodeAsync("DELETE", "/schedule-groups/default"));
        Assert.Equal((409, "ConflictException"), await CodeAsync("POST", "/schedule-groups/default"));
    }

    [Fact]
    public async Task A_group_is_made_found_and_listed()
    {
        var created = await DoAsync("POST", "/schedule-groups/reports", """{"Tags":[{"Key":"a","Value":"b"}],"ClientToken":"t"}""");
        Assert.Equal(
            $$"""{"ScheduleGroupArn":"arn:aws:scheduler:{{Region}}:{{Account}}:schedule-group/reports"}""",
            created.Body.ToJsonString()
        );
        await DoAsync("POST", "/schedule-groups/reports", """{"ClientToken":"t"}""");
        Assert.Equal(
            "Schedule group reports already exists.",
            (await CallAsync("POST", "/schedule-groups/reports", """{"ClientToken":"u"}""")).Message
        );
        Assert.Equal(
            $$"""{"Arn":"arn:aws:scheduler:{{Region}}:{{Account}}:schedule-group/reports","CreationDate":1767225600,"LastModificationDate":1767225600,"Name":"reports","State":"ACTIVE"}""",
            (await DoAsync("GET", "/schedule-groups/reports")).Body.ToJsonString()
        );
        var page = await DoAsync("GET", "/schedule-groups?MaxResults=1");
        Assert.Equal("default", (string?)page["ScheduleGroups"]![0]!["Name"]);
        var rest = await DoAsync("GET", $"/schedule-groups?NextToken={Uri.EscapeDataString((string)page["NextToken"]!)}");
        Assert.Equal(("reports", null), ((string?)Assert.Single(rest["ScheduleGroups"]!.AsArray())!["Name"], rest["NextToken"]));
        Assert.Single((await DoAsync("GET", "/schedule-groups?NamePrefix=rep"))["ScheduleGroups"]!.AsArray());
    }

    [Fact]
    public async Task With_a_group_its_schedules_go_and_no_longer_happen()
    {
        var queue = await QueueAsync("jobs");
        await DoAsync("POST", "/schedule-groups/g");
        await CreateAsync("s", "at(2026-01-01T01:00:00)", more: ""","GroupName":"g" """);
        await DoAsync("DELETE", "/schedule-groups/g");
        Assert.Equal("Schedule group g does not exist.", (await CallAsync("GET", "/schedules/s?groupName=g")).Message);
        await DoAsync("POST", "/schedule-groups/g");
        Assert.Empty((await DoAsync("GET", "/schedules?ScheduleGroup=g"))["Schedules"]!.AsArray());
        Clock.Advance(TimeSpan.FromHours(2));
        await NothingButAsync(queue);
    }

    [Fact]
    public async Task A_schedule_needs_a_group_that_is_there() =>
        Assert.Equal(
            "Schedule group nowhere does not exist.",
            (await CallAsync("POST", "/schedules/s", Body("rate(1 hour)", more: ""","GroupName":"nowhere" """))).Message
        );

    [Fact]
    public async Task Groups_have_tags()
    {
        await DoAsync("POST", "/schedule-groups/g", """{"Tags":[{"Key":"a","Value":"1"}]}""");
        var path = $"/tags/{Uri.EscapeDataString($"arn:aws:scheduler:{Region}:{Account}:schedule-group/g")}";
        await DoAsync("POST", path, """{"Tags":[{"Key":"a","Value":"2"},{"Key":"b","Value":"3"},{"Key":"c","Value":"4"}]}""");
        await DoAsync("DELETE", $"{path}?TagKeys=b&TagKeys=c");
        Assert.Equal("""{"Tags":[{"Key":"a","Value":"2"}]}""", (await DoAsync("GET", path)).Body.ToJsonString());
        Assert.Equal(
            (404, "ResourceNotFoundException"),
            await CodeAsync("GET", path.Replace("group%2Fg", "group%2Fh", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_schedule_has_no_tags()
    {
        var arn = $"arn:aws:scheduler:{Region}:{Account}:schedule/default/s";
        Assert.Equal(
            $@"1 validation error detected: Value '{arn}' at 'resourceArn' failed to satisfy constraint: Member must satisfy regular expression pattern: ^arn:aws(-[a-z]+)?:scheduler:[a-z0-9\-]+:\d{{12}}:schedule-group\/[0-9a-zA-Z-_.]+$",
            (await CallAsync("GET", $"/tags/{Uri.EscapeDataString(arn)}")).Message
        );
    }

    private async Task<(int, string?)> CodeAsync(string method, string path)
    {
        var answer = await CallAsync(method, path);
        return (answer.Status, answer.Code);
    }
}
