using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Platform.Data;
using Platform.Data.CompiledModel;

namespace Services.Tests.Platform;

public sealed class CompiledModelTests
{
    [Fact]
    public void The_committed_model_is_the_one_that_the_entities_and_their_configuration_give()
    {
        using var db = new AppDbContext(new DbContextOptionsBuilder<AppDbContext>().UseNpgsql("Host=nowhere").Options);
        var built = db.GetService<IModelRuntimeInitializer>()
            .Initialize(db.GetService<IModelSource>().GetModel(db, db.GetService<ModelCreationDependencies>(), designTime: false));

        Assert.IsType<AppDbContextModel>(db.Model);
        Assert.True(Text(built) == Text(db.Model), $"Run `{Command}`. Now:\n{Text(db.Model)}\nbut to be:\n{Text(built)}");
    }

    private const string Command =
        "dotnet ef dbcontext optimize --project Platform --output-dir Data/CompiledModel --namespace Platform.Data.CompiledModel";

    // Not the model's own text: the process' one instance also has the types of raw queries that other tests have made.
    private static string Text(IModel model) =>
        string.Join('\n', model.GetEntityTypes().Select(type => type.ToDebugString(MetadataDebugStringOptions.LongDefault)));
}
