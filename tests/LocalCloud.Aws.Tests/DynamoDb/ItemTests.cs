using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class ItemTests : DynamoDbTest
{
    [Fact]
    public async Task Every_type_comes_back_as_it_was_put()
    {
        await CreateThingsAsync();

        await PutAsync(
            new()
            {
                ["id"] = S("a"),
                ["text"] = S("Grüße 😀"),
                ["empty"] = S(""),
                ["number"] = N("-12.50"),
                ["bytes"] = B(0, 255),
                ["yes"] = Bool(true),
                ["no"] = Bool(false),
                ["null"] = Null(),
                ["list"] = L(S("x"), N(1), L()),
                ["map"] = M(new() { ["k"] = S("v"), ["m"] = M([]) }),
                ["ss"] = SS("b", "a"),
                ["ns"] = NS("1.0", "2"),
                ["bs"] = new() { BS = [new([1]), new([2])] },
            }
        );

        Assert.Equal(
            "{bs:<01,02>,bytes:00FF,empty:'',id:'a',list:['x',1,[]],map:{k:'v',m:{}},no:false,ns:<1,2>,null:null,"
                + "number:-12.5,ss:<a,b>,text:'Grüße 😀',yes:true}",
            Show(await GetAsync("a"))
        );
    }

    [Fact]
    public async Task A_put_replaces_the_whole_item_and_returns_the_old_one_when_asked()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N(1) });

        var answer = await Db.PutItemAsync(
            new PutItemRequest
            {
                TableName = Things,
                Item = new() { ["id"] = S("a"), ["y"] = N(2) },
                ReturnValues = "ALL_OLD",
            }
        );

        Assert.Equal(("{id:'a',x:1}", "{id:'a',y:2}"), (Show(answer.Attributes), Show(await GetAsync("a"))));
    }
}
