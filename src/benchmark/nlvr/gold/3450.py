def execute_command(image) -> str:
    image_patch = ImagePatch(image)

    def top_color(tower):
        top_block = max(tower.find('block'), key=lambda block: block.upper)
        return top_block.simple_query('What color is this?')

    colors = [top_color(tower) for tower in image_patch.find('tower')]
    return bool_to_yesno(colors.count('black') == 2)
